package io.earlyview.training.evaluation.plot;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines that fit. Widths are estimated: no font is at hand, so the estimate is on the wide side. */
final class Words {
    private static final double WIDTH_OF_LETTER = 0.56;

    private Words() {}

    /** Lines of at most this width; a word that is longer is broken after a hyphen, or else cut. */
    static List<String> lines(String text, double size, double width) {
        int letters = Math.max(4, (int) (width / (size * WIDTH_OF_LETTER)));
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : text.strip().split("\\s+")) {
            String fitting = word;
            while (fitting.length() > letters) {
                if (!line.isEmpty()) {
                    lines.add(line);
                    line = "";
                }
                int hyphen = fitting.lastIndexOf('-', letters - 1);
                int cut = hyphen > 0 ? hyphen + 1 : letters;
                lines.add(fitting.substring(0, cut));
                fitting = fitting.substring(cut);
            }
            if (line.isEmpty()) {
                line = fitting;
            } else if (line.length() + 1 + fitting.length() <= letters) {
                line = line + " " + fitting;
            } else {
                lines.add(line);
                line = fitting;
            }
        }
        lines.add(line);
        return lines;
    }
}
