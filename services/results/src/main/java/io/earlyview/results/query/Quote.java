package io.earlyview.results.query;

/** What a caller sent, short enough and harmless enough to be said back. */
final class Quote {
    private static final int LENGTH_MAX = 40;

    private Quote() {}

    static String of(String text) {
        String visible = text.replaceAll("[^\\p{Graph} ]", "?");
        return visible.length() <= LENGTH_MAX ? visible : visible.substring(0, LENGTH_MAX) + "...";
    }
}
