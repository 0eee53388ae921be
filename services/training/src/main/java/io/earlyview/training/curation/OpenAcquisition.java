package io.earlyview.training.curation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededFrame;
import io.earlyview.v1.AcquisitionStarted;
import io.earlyview.v1.Frame;
import io.earlyview.v1.ViewGeometry;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * An acquisition of which more is to come: its start event, needed views, or of a rotation the views beyond those. The two
 * topics have no order between them, so either may come first.
 */
final class OpenAcquisition {
    private final String id;
    private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
    private final TreeMap<Integer, TakenFrame> views = new TreeMap<>();
    private final FurtherViews further = new FurtherViews();
    private long openedAtMillis = Long.MAX_VALUE;
    private long endedAtMillis = Long.MAX_VALUE;
    private long framesSent = Long.MAX_VALUE;
    private boolean exampleMade;
    private @Nullable AcquisitionStarted started;
    private @Nullable RecordPlace lastHeard;

    OpenAcquisition(String id) {
        this.id = id;
    }

    /** A frame that stands for a needed view, with the record it came in. */
    record TakenFrame(Frame frame, double distanceDegrees, RecordPlace place) {
        /** Nearer to the needed angle; of two equally near ones the earlier of the acquisition. */
        boolean betterThan(TakenFrame other) {
            int nearer = Double.compare(distanceDegrees, other.distanceDegrees);
            return nearer < 0 || (nearer == 0 && frame.getIndex() < other.frame.getIndex());
        }
    }

    /** The needed frames of the exam that a frame taken here may stand for, as indices. */
    static List<Integer> placesOf(ViewGeometry view, ExamDescriptor exam) {
        List<NeededFrame> needed = exam.neededFrames();
        return IntStream.range(0, needed.size())
                .filter(place -> needed.get(place).accepts(view.getAngleDegrees(), view.getPlane()))
                .boxed()
                .toList();
    }

    void start(AcquisitionStarted event, RecordPlace place) {
        if (started == null) {
            started = event;
            note(place);
        }
    }

    /** {@code frames}: how many the sender says that it has sent. */
    void end(int frames, RecordPlace place) {
        endedAtMillis = Math.min(endedAtMillis, place.timestampMillis());
        framesSent = Math.min(framesSent, frames);
        heard(place);
    }

    void take(int view, TakenFrame candidate) {
        views.merge(view, candidate, (held, next) -> next.betterThan(held) ? next : held);
        note(candidate.place());
    }

    /** Keeps a view beyond the needed ones; the bytes that it takes. Reading is not begun again for its sake alone. */
    long takeFurther(Frame view, ExamDescriptor exam, RecordPlace place) {
        heard(place);
        openedAtMillis = Math.min(openedAtMillis, place.timestampMillis());
        return further.take(view, exam);
    }

    private void note(RecordPlace place) {
        firstOffsets.merge(place.partition(), place.offset(), Math::min);
        openedAtMillis = Math.min(openedAtMillis, place.timestampMillis());
        heard(place);
    }

    private void heard(RecordPlace place) {
        if (lastHeard == null || place.timestampMillis() >= lastHeard.timestampMillis()) {
            lastHeard = place;
        }
    }

    /** The latest record of it. */
    RecordPlace lastHeard() {
        return Objects.requireNonNull(lastHeard, "an acquisition is opened by a record");
    }

    String id() {
        return id;
    }

    Optional<AcquisitionStarted> started() {
        return Optional.ofNullable(started);
    }

    /** The frames so far, in the order of the exam's needed frames. */
    List<TakenFrame> frames() {
        return List.copyOf(views.values());
    }

    /** Where reading must begin again after a crash so that nothing of this acquisition is lost. */
    Map<TopicPartition, Long> firstOffsets() {
        return firstOffsets;
    }

    FurtherViews further() {
        return further;
    }

    boolean complete(ExamDescriptor exam) {
        return started != null && views.size() == exam.neededFrames().size();
    }

    /** Whether the example of its needed views has been made, so that only further views are still wanted. */
    boolean exampleMade() {
        return exampleMade;
    }

    void noteExampleMade() {
        exampleMade = true;
    }

    /** Whether every view is here that will ever come, or that the exam has. */
    boolean whole(ExamDescriptor exam) {
        return views.size() + further.count()
                >= Math.min(framesSent, exam.frames().expected());
    }

    /** Whether further views are no longer waited for at this time of the stream. */
    boolean gathered(long streamTimeMillis, Duration silence, Duration graceAfterEnd) {
        return ended(streamTimeMillis, graceAfterEnd) || silent(streamTimeMillis, silence);
    }

    private boolean ended(long streamTimeMillis, Duration grace) {
        return endedAtMillis != Long.MAX_VALUE && streamTimeMillis - grace.toMillis() >= endedAtMillis;
    }

    private boolean silent(long streamTimeMillis, Duration silence) {
        return streamTimeMillis - silence.toMillis() >= lastHeard().timestampMillis();
    }

    /** Whether nothing but further views has come of it, and no more for so long: the end of one that was dealt with before. */
    boolean remnant(long streamTimeMillis, Duration silence) {
        return firstOffsets.isEmpty() && silent(streamTimeMillis, silence);
    }

    /** Why nothing more is to be expected at this time of the stream; nothing if there is. */
    Optional<GivenUp> givenUp(long streamTimeMillis, Duration openLimit, Duration graceAfterEnd) {
        if (ended(streamTimeMillis, graceAfterEnd)) {
            return Optional.of(GivenUp.ENDED_INCOMPLETE);
        }
        if (streamTimeMillis - openLimit.toMillis() >= openedAtMillis) {
            return Optional.of(started == null ? GivenUp.NEVER_STARTED : GivenUp.OPEN_TOO_LONG);
        }
        return Optional.empty();
    }
}
