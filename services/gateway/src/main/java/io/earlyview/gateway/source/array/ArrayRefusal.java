package io.earlyview.gateway.source.array;

/** Ends the reading of a file that is not taken. The message says what was found and what was expected. */
public final class ArrayRefusal extends Exception {
    private static final long serialVersionUID = 1;

    /** Both complete the sentence "Found …, expected ….". */
    public ArrayRefusal(String found, String expected) {
        super("Found " + found + ", expected " + expected + ".", null, false, false);
    }

    /** One sentence for the person whose file it is. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
