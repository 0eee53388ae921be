package io.earlyview.training.evaluation.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WordsTest {
    /** At size 10 a letter takes 5.6 pixels: 12 letters fit into 70. */
    @Test
    void linesBreakBetweenWordsAfterHyphensAndElseAnywhere() {
        assertEquals(List.of("circulating", "tumour cell"), Words.lines("circulating tumour cell", 10, 70));
        assertEquals(List.of("or", "double-", "positive"), Words.lines("or double-positive", 10, 70));
        assertEquals(List.of("abcdefghijkl", "mno"), Words.lines("abcdefghijklmno", 10, 70));
    }

    @Test
    void noLetterIsLostAndNoLineIsTooLong() {
        String text = "one two-and-a-half three-hundred-and-sixty-five internationalization x";
        for (int width = 30; width < 400; width += 7) {
            int letters = Math.max(4, (int) (width / 5.6));
            List<String> lines = Words.lines(text, 10, width);

            assertEquals(text.replace(" ", ""), String.join("", lines).replace(" ", ""));
            assertTrue(lines.stream().allMatch(line -> line.length() <= letters && !line.isEmpty()), lines.toString());
        }
    }
}
