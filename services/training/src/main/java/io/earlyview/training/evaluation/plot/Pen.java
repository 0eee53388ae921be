package io.earlyview.training.evaluation.plot;

import java.util.List;

/**
 * Colour and dashes of a series. The colours are those of Okabe and Ito (2008) that are dark enough on white; readers
 * who cannot tell two of them apart, or print in grey, have the dashes.
 */
record Pen(String colour, String dash) {
    static final String SOLID = "";
    static final String DASHED = "6 4";
    static final String INK = "#222222";
    static final String GREY = "#666666";
    static final String FAINT = "#dddddd";

    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#a0488c", "#b07800", "#222222");
    private static final List<String> DASHES = List.of(SOLID, "8 3", "2 3", "9 3 2 3", "4 2", "12 4");

    /** The pen of the series with this index; colours come again after six. */
    static Pen of(int series) {
        return new Pen(COLOURS.get(series % COLOURS.size()), DASHES.get(series % DASHES.size()));
    }
}
