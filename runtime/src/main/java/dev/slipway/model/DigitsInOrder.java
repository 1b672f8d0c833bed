package dev.slipway.model;

import java.util.Comparator;

/** Orders texts as people count: {@code f6} before {@code f10}. */
final class DigitsInOrder implements Comparator<String> {
    static final DigitsInOrder INSTANCE = new DigitsInOrder();

    private DigitsInOrder() {}

    @Override
    public int compare(String one, String other) {
        int i = 0;
        int j = 0;
        while (i < one.length() && j < other.length()) {
            int lengthOfOne = digits(one, i);
            int lengthOfOther = digits(other, j);
            int order = lengthOfOne > 0 && lengthOfOther > 0 && lengthOfOne != lengthOfOther
                    ? lengthOfOne - lengthOfOther
                    : one.charAt(i) - other.charAt(j);
            if (order != 0) {
                return order;
            }
            i++;
            j++;
        }
        return one.length() - i - (other.length() - j);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }
}
