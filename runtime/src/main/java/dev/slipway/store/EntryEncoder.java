package dev.slipway.store;

import dev.slipway.model.Encoder;
import dev.slipway.model.TaskKey;
import java.util.HexFormat;

/** The canonical form with words and keys by number, and with ids that are hex digits in half the room. */
final class EntryEncoder extends Encoder {
    static final int PLAIN_WORD = 0;
    static final int HEX_WORD = 1;
    private static final HexFormat HEX = HexFormat.of();

    private final StringTableWriter numbering;

    EntryEncoder(StringTableWriter numbering) {
        this.numbering = numbering;
    }

    @Override
    public void name(String name) {
        count(numbering.name(name));
    }

    /** As wide for the millionth key as for the first: a step costs the same however large the state is. */
    @Override
    public void key(TaskKey key) {
        int number = numbering.key(key);
        for (int shift = 24; shift >= 0; shift -= 8) {
            tag(number >>> shift);
        }
    }

    void word(String word) {
        if (isHex(word)) {
            tag(HEX_WORD);
            raw(HEX.parseHex(word));
        } else {
            tag(PLAIN_WORD);
            text(word);
        }
    }

    private static boolean isHex(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return word.length() % 2 == 0;
    }
}
