package dev.slipway.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.slipway.model.Value;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {
    @ParameterizedTest
    @CsvSource({
        "8080, 8080",
        "-1, -1",
        "1048575, 1048575",
        "1048576, 1 MiB",
        "536870912, 512 MiB",
        "4294967296, 4 GiB",
        "1610612736, 1536 MiB",
        "2199023255552, 2 TiB",
        "1125899906842624, 1024 TiB",
        "4294967297, 4294967297",
    })
    void sizesAreExactAndReadable(long number, String shown) {
        assertEquals(shown, ValueText.of(Value.of(number), 60));
        assertEquals("[" + shown + "]", ValueText.of(Value.of(List.of(number)), 60));
    }
}
