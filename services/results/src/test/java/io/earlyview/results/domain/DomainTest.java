package io.earlyview.results.domain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DomainTest {
    private static final String ID = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @CsvSource({"0.4999999,normal", "0.5,abnormal", "0.5000001,abnormal", "0,normal", "1,abnormal"})
    void theThresholdItselfDecidesForThePositiveClass(double probability, String decision) {
        OperatingPoint point = new OperatingPoint("datscan", List.of("normal", "abnormal"), 0.5);
        assertEquals(decision, point.decide(probability));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-0.01, 1.01, Double.NaN, Double.POSITIVE_INFINITY})
    void aThresholdOutsideZeroToOneIsRefused(double threshold) {
        assertFalse(OperatingPoint.isValid(threshold));
        List<String> classes = List.of("normal", "abnormal");
        assertThrows(IllegalArgumentException.class, () -> new OperatingPoint("datscan", classes, threshold));
    }

    /** References from R: binom::binom.wilson. */
    @ParameterizedTest
    @CsvSource({"18,18,0.8241209,1", "11,21,0.3236954,0.7165599", "0,10,0,0.2775328", "95,100,0.8882488,0.9784565"})
    void wilsonsIntervalAgreesWithReferences(long hits, long of, double low, double high) {
        Proportion share = new Proportion(hits, of);
        assertEquals(low, share.low(), 1e-6);
        assertEquals(high, share.high(), 1e-6);
    }

    @Test
    void aProportionOfNothingIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Proportion(0, 0));
        assertThrows(IllegalArgumentException.class, () -> new Proportion(3, 2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0123456789ABCDEF0123456789ABCDEF",
                "0123456789abcdef0123456789abcde",
                "Miller, John 1948-03-02"
            })
    void whatIsNoPseudonymIsRefusedWithoutBeingSaidBack(String text) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Pseudonym.require("acquisition id", text));
        assertTrue(text.isEmpty() || !refusal.getMessage().contains(text), refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"-1,120", "120,120", "0,0", "0,4097"})
    void framesOutsideTheAcquisitionAreRefused(int index, int expected) {
        assertThrows(IllegalArgumentException.class, () -> new FrameSeen(ID, "datscan", index, expected, true));
    }

    @Test
    void anotherProbabilityThanOneInZeroToOneIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new ScoreOutput.Probability("abnormal", Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> new ScoreOutput.Probability("abnormal", 1.0000001));
        assertThrows(
                IllegalArgumentException.class,
                () -> new ScoreOutput.ClassProbabilities(List.of("a", "b"), List.of(0.5)));
    }

    @Test
    void aLabelIsEitherAClassOrAQuantity() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new LabelChange.Given(
                        ID, "datscan", Optional.empty(), Optional.empty(), "READER", false, Optional.empty()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new LabelChange.Given(
                        ID, "datscan", Optional.of("normal"), Optional.of(1.0), "READER", false, Optional.empty()));
    }

    @Test
    void changesSurviveTheirText() {
        Change change = new Change(Change.Kind.SCORE, List.of(ID, ID.replace('0', 'f')));
        assertEquals(change, Change.parse(change.text()));
        assertThrows(IllegalArgumentException.class, () -> Change.parse("SOMETHING_NEW a"));
    }

    @Test
    void changesFitIntoNotificationsAndNoneIsLost() {
        List<String> ids =
                IntStream.range(0, 1_000).mapToObj("%032x"::formatted).toList();
        List<Change> parts = Change.inParts(Change.Kind.OPERATING_POINT, ids, 180);
        assertTrue(parts.stream().allMatch(part -> part.text().getBytes(StandardCharsets.UTF_8).length < 8_000));
        assertEquals(ids, parts.stream().flatMap(part -> part.ids().stream()).toList());
    }
}
