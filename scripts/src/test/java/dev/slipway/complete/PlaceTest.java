package dev.slipway.complete;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.slipway.model.InvalidInputException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaceTest {
    private static Place place(int line, int column) {
        return new Place(Path.of("a.main.kts"), line, column);
    }

    @Test
    void aPlaceIsAFileALineAndAColumn() {
        assertEquals(new Place(Path.of("C:/a b.main.kts"), 3, 14), Place.parse("C:/a b.main.kts:3:14"));
        for (String wrong : List.of("a.main.kts", "a.main.kts:3", ":3:4", "a:b:3", "a:3:-1", "a:99999999999:1")) {
            assertThrows(InvalidInputException.class, () -> Place.parse(wrong), wrong);
        }
    }

    @Test
    void columnsAreCharacters() {
        String text = "a\u00fc\uD83D\uDE00b\r\n\nend";
        assertEquals(0, place(1, 1).offsetIn(text));
        assertEquals(2, place(1, 3).offsetIn(text));
        assertEquals(4, place(1, 4).offsetIn(text));
        assertEquals(5, place(1, 5).offsetIn(text));
        assertEquals(7, place(2, 1).offsetIn(text));
        assertEquals(11, place(3, 4).offsetIn(text));
    }

    @Test
    void whatIsOutsideIsRefusedWithTheBounds() {
        assertTrue(refusal(place(4, 1)).contains("it has 3 lines"));
        assertTrue(refusal(place(0, 1)).contains("a line from 1 to 3"));
        assertTrue(refusal(place(3, 5)).contains("line 3 ends at column 4"));
        assertTrue(refusal(place(1, 0)).contains("a column from 1 to 3"));
    }

    private static String refusal(Place place) {
        return assertThrows(InvalidInputException.class, () -> place.offsetIn("ab\n\nend"))
                .getMessage();
    }

    @Test
    void anAnswerComesOverAsItWas() throws IOException {
        var one = new Suggestion(Suggestion.Kind.VALUE, "n\u00e9", "s", "", "f", "d\uD83D\uDE00");
        var answer = Answer.of(new Suggestions("p", List.of("A", "B"), List.of(one, one)));
        assertEquals(answer, Answer.read(bytes(answer)));
        var refused = Answer.of(new InvalidInputException("what", new dev.slipway.model.Origin("f", 3), "why", "fix"));
        assertEquals(refused, Answer.read(bytes(refused)));
        assertThrows(InvalidInputException.class, refused::orThrow);
        assertThrows(IOException.class, () -> Answer.read(new ByteArrayInputStream(new byte[] {-1, 0, 0, 0})));
    }

    private static ByteArrayInputStream bytes(Answer answer) throws IOException {
        var out = new ByteArrayOutputStream();
        answer.write(out);
        return new ByteArrayInputStream(out.toByteArray());
    }
}
