package io.earlyview.training.fitting;

import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.domain.PredictedCase;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Predictions beside labels, without what they were made from. */
final class PredictedCases {
    private static final int HASH_BYTES = 8;

    private PredictedCases() {}

    /** Cases in the order of the examples. */
    static List<PredictedCase> of(List<LabelledExample> examples, double[][] predictions) {
        List<PredictedCase> cases = new ArrayList<>();
        for (int i = 0; i < predictions.length; i++) {
            LabelledExample example = examples.get(i);
            cases.add(new PredictedCase(hashed(example.splitKey()), example.label(), predictions[i]));
        }
        return cases;
    }

    private static String hashed(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
