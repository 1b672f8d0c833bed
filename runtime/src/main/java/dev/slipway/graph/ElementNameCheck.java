package dev.slipway.graph;

import dev.slipway.model.ForEach;
import dev.slipway.model.LoneSurrogates;
import dev.slipway.model.Problems;
import dev.slipway.model.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether the names of elements can be part of keys: printable, short enough, and each once. */
final class ElementNameCheck {
    private static final int LONGEST = 128;

    /** The name of a key has 256 characters at most; a template with a long name leaves less for the element. */
    private static final int ROOM = 256 - "[]".length();

    private ElementNameCheck() {}

    static void check(ForEach fan, List<Element> elements, Problems problems) {
        Map<String, Integer> numbers = new HashMap<>();
        int longest = longest(fan);
        for (int i = 0; i < elements.size(); i++) {
            String name = elements.get(i).name();
            int number = i + 1;
            Integer first = numbers.putIfAbsent(name, number);
            if (!isName(name, longest)) {
                problems.add(
                        "element " + number + " of " + fan.key() + " has no name that could be part of a key",
                        fan.origin(),
                        "a name is 1 to " + longest + " printable characters; a text or number is its own name, a block"
                                + " has a field 'name'",
                        "give it such a name");
            } else if (first != null) {
                problems.add(
                        "elements " + first + " and " + number + " of " + fan.key() + " are both named '" + name + "'",
                        fan.origin(),
                        "the name is part of the key of what is made for an element",
                        "give each its own name");
            }
        }
    }

    private static int longest(ForEach fan) {
        int longest = LONGEST;
        for (Task template : fan.templates()) {
            longest = Math.min(longest, ROOM - template.key().name().length());
        }
        return longest;
    }

    private static boolean isName(String name, int longest) {
        return !name.isBlank()
                && name.length() <= longest
                && name.chars().noneMatch(Character::isISOControl)
                && !LoneSurrogates.in(name);
    }
}
