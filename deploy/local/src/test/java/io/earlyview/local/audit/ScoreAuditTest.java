package io.earlyview.local.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.local.audit.Kept.AcquisitionRow;
import io.earlyview.v1.CannotScore;
import io.earlyview.v1.FrameUsed;
import io.earlyview.v1.Probability;
import io.earlyview.v1.ReleaseUsed;
import io.earlyview.v1.Score;
import io.earlyview.v1.ScoreState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A whole acquisition of a set release, in which nothing is wrong; then one thing at a time is. */
class ScoreAuditTest {
    private static final ExamCatalogue EXAMS = ExamCatalogue.bundled();
    private static final String ID = "a".repeat(32);

    private final List<Score> topic = new ArrayList<>();
    private final List<StoredView.Row> rows = new ArrayList<>();
    private final Map<String, AcquisitionRow> acquisitions = new HashMap<>();
    private final Set<String> examples = new HashSet<>();
    private final Map<String, String> seenLive = new HashMap<>();
    private SentAcquisition sent = new SentAcquisition(ID, "datscan", Set.of(0, 60, 1), true, true);

    @BeforeEach
    void nothingIsWrong() {
        add(score(1, ScoreState.SCORE_STATE_PROVISIONAL, 0.3, 0, 60));
        add(score(2, ScoreState.SCORE_STATE_STOP_NORMAL, 0.2, 0, 60, 1));
        add(score(3, ScoreState.SCORE_STATE_FINAL, 0.2, 0, 60, 1));
        acquisitions.put(ID, new AcquisitionRow(true, 3, true));
        examples.add(ID);
    }

    @Test
    void findsNothingWhereNothingIsWrong() {
        assertEquals(List.of(), audit().findings());
        assertEquals(3, audit().frames());
        assertEquals(3, audit().scores());
    }

    @Test
    void anAcquisitionWithoutAScoreIsLost() {
        topic.clear();
        rows.clear();

        assertLost("there is no score");
    }

    @Test
    void aScoreThatSaysOnlyThatThereIsNoneIsLost() {
        topic.clear();
        rows.clear();
        add(score(1, ScoreState.SCORE_STATE_CANNOT_SCORE, 0, 0, 60, 1));

        assertLost("there is no score");
    }

    @Test
    void anAcquisitionThatWasNotWholeNeedsNoScoreOfAStackButTheWordOfASet() {
        topic.clear();
        rows.clear();
        examples.clear();
        sent = new SentAcquisition(ID, "datscan", Set.of(0, 1, 2), true, true);

        assertLost("no score says so");
        assertEquals(List.of(), audit(Set.of(), Set.of()).findings());
    }

    @Test
    void aMissingEndIsLost() {
        topic.removeLast();
        rows.removeLast();

        assertLost("the last, does not say so");
        sent = new SentAcquisition(ID, "datscan", sent.accepted(), false, true);
        assertEquals(List.of(), audit().findings());
    }

    @Test
    void anAcceptedFrameThatTheLastRevisionLacksIsLost() {
        sent = new SentAcquisition(ID, "datscan", Set.of(0, 60, 1, 61), true, true);
        acquisitions.put(ID, new AcquisitionRow(true, 4, true));

        assertLost("frames [61] were accepted");
        assertEquals(List.of(), audit(Set.of(), Set.of()).findings(), "a stack rests on the needed frames only");
    }

    @Test
    void aHoleInTheRevisionsIsLost() {
        topic.remove(1);
        rows.remove(1);

        assertLost("revision 3 came after 1");
    }

    @Test
    void aFirstRevisionOtherThanOneIsLost() {
        topic.removeFirst();
        rows.removeFirst();

        assertLost("the first revision is 2");
    }

    @Test
    void aScoreMissingInTheDatabaseIsLost() {
        rows.remove(1);

        assertLost("is not in the database");
    }

    @Test
    void aScoreThatOnlyTheDatabaseHasIsLost() {
        rows.add(row(score(4, ScoreState.SCORE_STATE_FINAL, 0.2, 0, 60, 1, 61)));

        assertTrue(audit().lost() == 1, () -> audit().findings().toString());
    }

    @Test
    void aScoreThatASubscriberSawAndTheTopicLacksIsLost() {
        seenLive.put("f".repeat(32), ID);

        assertLost("no longer on the topic");
    }

    @Test
    void whatTheDatabaseLacksOfTheAcquisitionIsLost() {
        acquisitions.put(ID, new AcquisitionRow(false, 3, true));
        assertLost("in progress");
        acquisitions.put(ID, new AcquisitionRow(true, 2, true));
        assertLost("the database counts 2");
        acquisitions.put(ID, new AcquisitionRow(true, 3, false));
        assertLost("its label was accepted");
        acquisitions.clear();
        assertLost("no row of it");
    }

    @Test
    void aMissingExampleIsLost() {
        examples.clear();

        assertLost("no example to train on");
    }

    @Test
    void theSameRecordAgainIsADuplicate() {
        topic.add(topic.getLast());

        assertOnly(Finding.Kind.DUPLICATED, "the score id");
    }

    @Test
    void theSameFramesAgainAreADuplicateUnlessTheySayThatItEnded() {
        add(score(4, ScoreState.SCORE_STATE_FINAL, 0.25, 0, 60, 1));

        assertOnly(Finding.Kind.DUPLICATED, "release and frames");
    }

    @Test
    void theSameFramesInAnotherOrderAreTheSameFrames() {
        topic.set(1, score(2, ScoreState.SCORE_STATE_STOP_NORMAL, 0.2, 60, 0));
        rows.set(1, row(topic.get(1)));

        assertOnly(Finding.Kind.DUPLICATED, "release and frames");
    }

    @Test
    void aNumberAgainIsADuplicateOnTheTopicAndInTheDatabase() {
        Score again = score(3, ScoreState.SCORE_STATE_FINAL, 0.2, 0, 60, 1, 61);
        topic.add(again);
        rows.add(row(again));

        assertEquals(2, audit().duplicated(), () -> audit().findings().toString());
    }

    @Test
    void anOlderRevisionAfterANewerOneRegresses() {
        topic.add(topic.remove(1));

        assertTrue(audit().regressed() > 0, () -> audit().findings().toString());
    }

    @Test
    void fewerFramesRegress() {
        topic.set(1, score(2, ScoreState.SCORE_STATE_PROVISIONAL, 0.2, 0));
        rows.set(1, row(topic.get(1)));

        assertOnly(Finding.Kind.REGRESSED, "rests on 1 frames, the one before on 2");
    }

    @Test
    void aRevisionAfterTheLastRegresses() {
        add(score(4, ScoreState.SCORE_STATE_PROVISIONAL, 0.2, 0, 60, 1, 61));

        assertTrue(audit().findings().stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.REGRESSED
                        && finding.sentence().contains("came after the last")));
    }

    @Test
    void anotherReleaseInTheMiddleRegresses() {
        Score other = topic.get(1).toBuilder()
                .setRelease(ReleaseUsed.newBuilder().setReleaseId("other"))
                .build();
        topic.set(1, other);
        rows.set(1, row(other));

        assertTrue(audit().findings().stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.REGRESSED
                        && finding.sentence().contains("of release other")));
    }

    @Test
    void aDatabaseWhoseScoreIsNotTheHighestRevisionRegresses() {
        rows.removeLast();

        assertTrue(audit().findings().stream()
                .anyMatch(finding -> finding.kind() == Finding.Kind.REGRESSED
                        && finding.sentence().contains("revision 2, the topic's is 3")));
    }

    @Test
    void aProbabilityThatDisagreesRegresses() {
        StoredView.Row last = rows.removeLast();
        rows.add(new StoredView.Row(last.scoreId(), ID, 3, 0.7, last.original()));
        assertOnly(Finding.Kind.REGRESSED, "is not what the topic says");

        rows.set(2, row(topic.getLast().toBuilder().setSimulated(true).build()));
        assertOnly(Finding.Kind.REGRESSED, "is not what the topic says");
    }

    @Test
    void severalLossesOfAnAcquisitionAreOneAcquisitionLost() {
        examples.clear();
        acquisitions.clear();

        assertEquals(2, audit().findings().size());
        assertEquals(1, audit().lost());
    }

    private void assertLost(String words) {
        AuditReport report = audit();
        assertEquals(1, report.lost(), () -> report.findings().toString());
        assertEquals(0, report.duplicated(), () -> report.findings().toString());
        assertTrue(
                report.findings().stream()
                        .anyMatch(finding -> finding.kind() == Finding.Kind.LOST
                                && finding.sentence().contains(words)),
                () -> report.findings().toString());
    }

    private void assertOnly(Finding.Kind kind, String words) {
        AuditReport report = audit();
        assertEquals(1, report.findings().size(), () -> report.findings().toString());
        assertEquals(kind, report.findings().getFirst().kind());
        assertTrue(report.findings().getFirst().sentence().contains(words), () -> report.findings()
                .toString());
    }

    private AuditReport audit() {
        return audit(Set.of("release"), Set.of("datscan"));
    }

    private AuditReport audit(Set<String> setReleases, Set<String> championOfSets) {
        SubscriberView view = new SubscriberView();
        topic.forEach(score -> view.take(Revision.of(score.toByteArray())));
        StoredView stored = new StoredView(view);
        rows.forEach(stored::take);
        Kept kept = new Kept(acquisitions, examples, setReleases, championOfSets);
        return ScoreAudit.report(List.of(sent), seenLive, view, stored, kept, EXAMS);
    }

    private void add(Score score) {
        topic.add(score);
        rows.add(row(score));
    }

    private static StoredView.Row row(Score score) {
        return new StoredView.Row(
                score.getScoreId(),
                score.getAcquisitionId(),
                score.getRevision(),
                score.hasProbability() ? score.getProbability().getValue() : Double.NaN,
                Revision.of(score.toByteArray()));
    }

    private static Score score(int revision, ScoreState state, double probability, int... frames) {
        Score.Builder score = Score.newBuilder()
                .setScoreId("%032x".formatted(revision * 1000 + frames.length))
                .setAcquisitionId(ID)
                .setExam("datscan")
                .setRevision(revision)
                .setState(state)
                .setRelease(ReleaseUsed.newBuilder().setReleaseId("release"))
                .addAllFramesUsed(
                        IntStream.of(frames).mapToObj(ScoreAuditTest::frame).toList());
        return state == ScoreState.SCORE_STATE_CANNOT_SCORE
                ? score.setCannotScore(CannotScore.getDefaultInstance()).build()
                : score.setProbability(Probability.newBuilder().setValue(probability))
                        .build();
    }

    private static FrameUsed frame(int index) {
        return FrameUsed.newBuilder()
                .setIndex(index)
                .setPixelsSha256(ByteString.copyFrom(new byte[] {(byte) index}))
                .build();
    }
}
