package io.earlyview.bench.views;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.earlyview.gateway.source.simulation.UptakeSurvey;
import io.earlyview.training.fitting.network.Weights;
import io.earlyview.training.fitting.onnx.OnnxWeights;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TeachingTest {
    private static final long SEED = 4;

    /** On a hundred heads it learns them by heart, which is enough to see that targets, views and angles go together. */
    @Test
    void uptakesAreLearnedFromViews() {
        UptakeSurvey survey = new UptakeSurvey(SEED, false);
        List<SurveyBlock> blocks = List.of(SurveyBlock.of(survey, 0, SEED), SurveyBlock.of(survey, 1, SEED));
        ByteArrayOutputStream shown = new ByteArrayOutputStream();

        byte[] onnx = new Teaching(blocks, SEED).teach(30, new PrintStream(shown, true, StandardCharsets.UTF_8));

        Matcher losses = Pattern.compile("(\\d\\.\\d+) of the").matcher(shown.toString(StandardCharsets.UTF_8));
        double last = losses.results()
                .mapToDouble(found -> Double.parseDouble(found.group(1)))
                .reduce(1, (_, next) -> next);
        assertTrue(last < 0.6, "share not explained " + last);
        Weights weights = OnnxWeights.of(onnx);
        assertEquals(6, weights.of("08.bias").length);
    }

    @Test
    void surveyHeadsAreTheSameAgainAndPhysicsMatters() {
        short[] one =
                SurveyBlock.of(new UptakeSurvey(SEED, false), 0, SEED).pixels().getFirst();
        short[] again =
                SurveyBlock.of(new UptakeSurvey(SEED, false), 0, SEED).pixels().getFirst();
        short[] wrong =
                SurveyBlock.of(new UptakeSurvey(SEED, true), 0, SEED).pixels().getFirst();

        assertTrue(java.util.Arrays.equals(one, again));
        assertTrue(!java.util.Arrays.equals(one, wrong));
    }
}
