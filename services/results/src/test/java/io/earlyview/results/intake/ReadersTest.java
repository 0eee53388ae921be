package io.earlyview.results.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.results.Messages;
import io.earlyview.results.domain.AcquisitionChange;
import io.earlyview.results.domain.AcquisitionState;
import io.earlyview.results.domain.FrameSeen;
import io.earlyview.results.domain.LabelChange;
import io.earlyview.results.domain.ReleaseChange;
import io.earlyview.results.domain.ScoreOutput;
import io.earlyview.results.domain.ScoreRevision;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.CannotScore;
import io.earlyview.v1.CannotScoreCause;
import io.earlyview.v1.Frame;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadersTest {
    private final String id = Messages.newId();

    @Test
    void aFramesHeaderIsReadWithoutItsPixels() throws InvalidProtocolBufferException {
        byte[] bytes = Messages.frame(id, 60).toByteArray();
        assertEquals(new FrameSeen(id, "datscan", 60, 120, true), FrameIntake.read(id, bytes));
    }

    @Test
    void aFramesFieldsMayComeInAnyOrderAndTwice() throws InvalidProtocolBufferException {
        byte[] late = Frame.newBuilder().setIndex(61).build().toByteArray();
        byte[] whole = Messages.frame(id, 60).toByteArray();
        byte[] both = Arrays.copyOf(whole, whole.length + late.length);
        System.arraycopy(late, 0, both, whole.length, late.length);
        assertEquals(
                Frame.parseFrom(both).getIndex(), FrameIntake.read(id, both).index());
    }

    @Test
    void aFrameCutAnywhereIsRefusedOrLacksWhatItNeeds() {
        byte[] whole = Messages.frame(id, 60).toByteArray();
        for (int length : new int[] {0, 1, 20, 33, 40, 60, 1_000, whole.length - 1}) {
            ConsumerRecord<byte[], byte[]> cut = new ConsumerRecord<>(
                    "frames", 0, 0, id.getBytes(java.nio.charset.StandardCharsets.UTF_8), Arrays.copyOf(whole, length));
            assertInstanceOf(Reading.Refused.class, Reading.of(cut, FrameIntake::read), "cut to " + length);
        }
    }

    @Test
    void aRevisionKeepsWhatItLacksWhyItStopsAndWhereItsTimeWent() throws InvalidProtocolBufferException {
        ScoreRevision plain = ScoreIntake.read(id, Messages.score(id, 1, 0.25).toByteArray());
        assertEquals(Optional.empty(), plain.completeness());
        assertEquals(Optional.empty(), plain.stopping());
        assertEquals(Optional.empty(), plain.release().headSha256());
        assertEquals(Optional.empty(), plain.stamps().publishedAt());

        Score stopping = Messages.revision(id, 9, 10, 0.1, ScoreState.SCORE_STATE_STOP_NORMAL);
        ScoreRevision read = ScoreIntake.read(id, stopping.toByteArray());
        assertEquals("STOP_NORMAL", read.state());
        assertEquals(Optional.of(new ScoreRevision.Completeness(120, 3, true)), read.completeness());
        assertEquals(Optional.of(new ScoreRevision.Stopping(0.12, 0.077)), read.stopping());
        assertEquals(Optional.of("cd".repeat(32)), read.release().headSha256());
        Instant scored = read.stamps().scoredAt().orElseThrow();
        assertEquals(Optional.of(scored.minusMillis(4)), read.stamps().assembledAt());
        assertEquals(Optional.of(scored.minusMillis(3)), read.stamps().computeStartedAt());
        assertEquals(Optional.of(scored.plusMillis(2)), read.stamps().publishedAt());

        Score wrong = stopping.toBuilder()
                .setStopping(stopping.getStopping().toBuilder().setRiskAtMost(1.5))
                .build();
        assertEquals(
                "stopping limit 0.12 and its risk 1.5 are not both in [0, 1]",
                assertThrows(IllegalArgumentException.class, () -> ScoreIntake.read(id, wrong.toByteArray()))
                        .getMessage());
    }

    @Test
    void aScoreKeepsEverythingAndItsBytes() throws InvalidProtocolBufferException {
        Score score = Messages.score(id, 4, 0.25);
        ScoreRevision read = ScoreIntake.read(id, score.toByteArray());
        assertEquals(score.getScoreId(), read.scoreId());
        assertEquals(4, read.revision());
        assertEquals("PROVISIONAL", read.state());
        assertEquals(new ScoreOutput.Probability("abnormal", 0.25), read.output());
        assertEquals(180.0, read.framesUsed().get(1).angleDegrees());
        assertEquals("00".repeat(32), read.framesUsed().get(1).pixelsSha256());
        assertEquals("cpu", read.release().device());
        assertEquals(score, Score.parseFrom(read.original()));
        Instant acquired = Instant.ofEpochSecond(
                score.getStamps().getAcquiredAt().getSeconds(),
                score.getStamps().getAcquiredAt().getNanos());
        assertEquals(Optional.of(acquired), read.stamps().acquiredAt());
    }

    @Test
    void aScoreThatCannotBeGivenSaysWhy() throws InvalidProtocolBufferException {
        Score score = Messages.score(id, 1, 0).toBuilder()
                .setState(ScoreState.SCORE_STATE_CANNOT_SCORE)
                .setCannotScore(CannotScore.newBuilder()
                        .setCause(CannotScoreCause.CANNOT_SCORE_CAUSE_FRAMES_MISSING)
                        .setExplanation("1 of 2 needed views came"))
                .build();
        assertEquals(
                new ScoreOutput.CannotScore("FRAMES_MISSING", "1 of 2 needed views came"),
                ScoreIntake.read(id, score.toByteArray()).output());
    }

    @Test
    void aScoreWithoutOutputStateOrValueIsRefused() {
        byte[] silent =
                Messages.score(id, 1, 0.5).toBuilder().clearOutput().build().toByteArray();
        byte[] stateless =
                Messages.score(id, 1, 0.5).toBuilder().clearState().build().toByteArray();
        byte[] before = Messages.score(id, 0, 0.5).toByteArray();
        assertThrows(IllegalArgumentException.class, () -> ScoreIntake.read(id, silent));
        assertThrows(IllegalArgumentException.class, () -> ScoreIntake.read(id, stateless));
        assertThrows(IllegalArgumentException.class, () -> ScoreIntake.read(id, before));
        assertThrows(IllegalArgumentException.class, () -> ScoreIntake.read(id, null));
    }

    @Test
    void acquisitionEventsAreTold() throws InvalidProtocolBufferException {
        AcquisitionChange.Started started = assertInstanceOf(
                AcquisitionChange.Started.class,
                AcquisitionIntake.read(id, Messages.started(id).toByteArray()));
        assertEquals(120, started.expectedFrames());
        AcquisitionChange.Ended aborted = assertInstanceOf(
                AcquisitionChange.Ended.class,
                AcquisitionIntake.read(id, Messages.aborted(id, 40).toByteArray()));
        assertEquals(AcquisitionState.ABORTED, aborted.state());
        assertEquals(Optional.of("PATIENT"), aborted.abortReason());
        byte[] silent =
                AcquisitionEvent.newBuilder().setAcquisitionId(id).build().toByteArray();
        assertThrows(IllegalArgumentException.class, () -> AcquisitionIntake.read(id, silent));
    }

    @Test
    void tombstonesEraseLabelsAndVacateStages() throws InvalidProtocolBufferException {
        assertEquals(new LabelChange.Erased(id), LabelIntake.read(id, null));
        assertEquals(new ReleaseChange.Withdrawn("datscan", "CHAMPION"), ReleaseIntake.read("datscan/champion", null));
        assertThrows(IllegalArgumentException.class, () -> LabelIntake.read("no id", null));
        assertThrows(IllegalArgumentException.class, () -> ReleaseIntake.read("no key", null));
    }

    @Test
    void releasesOwnRecordsAreNoStages() {
        TopicPartition partition = new TopicPartition("models", 0);
        ConsumerRecord<byte[], byte[]> champion = keyed("datscan/champion");
        ConsumerRecords<byte[], byte[]> all = new ConsumerRecords<>(
                Map.of(partition, List.of(keyed("datscan/release/datscan-1"), champion, keyed(null))), Map.of());

        assertEquals(2, ReleaseIntake.ofStages(all).count());
        assertEquals(champion, ReleaseIntake.ofStages(all).iterator().next());
    }

    private static ConsumerRecord<byte[], byte[]> keyed(@Nullable String key) {
        return new ConsumerRecord<>(
                "models", 0, 0, key == null ? null : key.getBytes(StandardCharsets.UTF_8), new byte[0]);
    }
}
