package io.earlyview.local.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One score as a subscriber reads it.
 *
 * @param number its revision, from 1
 * @param ended whether it says that the acquisition has ended
 * @param scored whether it holds an output, and not the reason why there is none
 * @param probability the output of a binary exam
 * @param frames indices of the frames it rests on
 * @param frameSet a digest of the pixels it rests on, whatever their order
 * @param bytes a digest of the whole record
 */
record Revision(
        String scoreId,
        String acquisitionId,
        int number,
        String releaseId,
        boolean ended,
        boolean scored,
        OptionalDouble probability,
        Set<Integer> frames,
        String frameSet,
        String bytes) {

    /** Reads a record of topic {@code scores}, or the copy of one. */
    static Revision of(byte[] record) {
        Score score;
        try {
            score = Score.parseFrom(record);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("a record of topic scores is no earlyview.v1.Score", e);
        }
        return new Revision(
                score.getScoreId(),
                score.getAcquisitionId(),
                score.getRevision(),
                score.getRelease().getReleaseId(),
                score.getState() == ScoreState.SCORE_STATE_FINAL
                        || score.getState() == ScoreState.SCORE_STATE_CANNOT_SCORE,
                score.hasProbability() || score.hasClasses() || score.hasQuantity(),
                score.hasProbability()
                        ? OptionalDouble.of(score.getProbability().getValue())
                        : OptionalDouble.empty(),
                score.getFramesUsedList().stream().map(FrameUsed::getIndex).collect(Collectors.toUnmodifiableSet()),
                frameSet(score),
                digest(record));
    }

    private static String frameSet(Score score) {
        return digest(score.getFramesUsedList().stream()
                .map(frame -> HexFormat.of().formatHex(frame.getPixelsSha256().toByteArray()))
                .sorted()
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.US_ASCII));
    }

    /** Half of a SHA-256 is enough to tell records apart. */
    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
