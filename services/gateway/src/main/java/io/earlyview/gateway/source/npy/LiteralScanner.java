package io.earlyview.gateway.source.npy;

import io.earlyview.gateway.source.array.ArrayRefusal;

/**
 * Takes the Python literals of a header one by one: quoted strings, True and False, whole numbers, punctuation. Goes
 * forward only and calls nothing recursively, so no header can exhaust the stack.
 */
final class LiteralScanner {
    private static final int LONGEST_NUMBER_DIGITS = 18;
    private static final int LONGEST_EXCERPT = 40;

    private final String text;
    private int position;

    LiteralScanner(String text) {
        this.text = text;
    }

    /** Whether the next thing is this character, which is then taken. */
    boolean take(char wanted) {
        skipBlanks();
        if (position < text.length() && text.charAt(position) == wanted) {
            position++;
            return true;
        }
        return false;
    }

    /** Whether the next thing is this character; nothing is taken. */
    boolean sees(char wanted) {
        skipBlanks();
        return position < text.length() && text.charAt(position) == wanted;
    }

    void demand(char wanted) throws ArrayRefusal {
        if (!take(wanted)) {
            throw refusal("'" + wanted + "'");
        }
    }

    void demandEnd() throws ArrayRefusal {
        skipBlanks();
        if (position < text.length()) {
            throw refusal("its end");
        }
    }

    String string() throws ArrayRefusal {
        skipBlanks();
        char quote = sees('\'') ? '\'' : '"';
        int end = sees(quote) ? text.indexOf(quote, position + 1) : -1;
        if (end < 0) {
            throw refusal("a quoted string");
        }
        String content = text.substring(position + 1, end);
        position = end + 1;
        return content;
    }

    boolean truth() throws ArrayRefusal {
        skipBlanks();
        for (String word : new String[] {"True", "False"}) {
            if (text.startsWith(word, position)) {
                position += word.length();
                return word.equals("True");
            }
        }
        throw refusal("True or False");
    }

    long wholeNumber() throws ArrayRefusal {
        skipBlanks();
        int end = position;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        if (end == position || end - position > LONGEST_NUMBER_DIGITS) {
            throw refusal("a whole number of at most " + LONGEST_NUMBER_DIGITS + " digits");
        }
        long number = Long.parseLong(text.substring(position, end));
        position = end;
        // Python 2 wrote long integers with an L, and NumPy still reads them.
        take('L');
        return number;
    }

    private ArrayRefusal refusal(String expected) {
        String rest = text.substring(position, Math.min(text.length(), position + LONGEST_EXCERPT));
        String shown = rest.chars().allMatch(c -> c >= ' ' && c < 0x7f) ? "'" + rest + "'" : "unreadable characters";
        return new ArrayRefusal(
                rest.isEmpty() ? "a header that ends too early" : "a header that reads " + shown, expected + " there");
    }

    private void skipBlanks() {
        while (position < text.length() && " \t\r\n\f".indexOf(text.charAt(position)) >= 0) {
            position++;
        }
    }
}
