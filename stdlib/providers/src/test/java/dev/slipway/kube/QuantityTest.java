package dev.slipway.kube;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuantityTest {
    @Test
    void equalAmountsInOtherUnitsAreTheSame() {
        assertTrue(Quantity.same("0.5", "500m"));
        assertTrue(Quantity.same("1024Mi", "1Gi"));
        assertTrue(Quantity.same("1e3", "1k"));
        assertTrue(Quantity.same("2", "2000m"));
    }

    @Test
    void otherAmountsAndOtherTextAreNot() {
        assertFalse(Quantity.same("1G", "1Gi"));
        assertFalse(Quantity.same("one", "one"));
        assertFalse(Quantity.same("1 Gi", "1Gi"));
    }

    @Test
    void onlyFieldsOfAmountsAreCompared() {
        assertTrue(Quantity.isAt(List.of("spec", "resources", "limits", "cpu")));
        assertFalse(Quantity.isAt(List.of("data", "limit")));
    }
}
