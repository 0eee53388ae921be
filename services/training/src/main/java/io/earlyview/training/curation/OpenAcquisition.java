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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * An acquisition some of whose needed views, or whose start event, have not come yet. The two topics have no order
 * between them, so either may come first.
 */
final class OpenAcquisition {
    private final String id;
    private final Map<TopicPartition, Long> firstOffsets = new HashMap<>();
    private final TreeMap<Integer, TakenFrame> views = new TreeMap<>();
    private long openedAtMillis = Long.MAX_VALUE;
    private long endedAtMillis = Long.MAX_VALUE;
    private @Nullable AcquisitionStarted started;

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

    void end(RecordPlace place) {
        endedAtMillis = Math.min(endedAtMillis, place.timestampMillis());
    }

    void take(int view, TakenFrame candidate) {
        views.merge(view, candidate, (held, next) -> next.betterThan(held) ? next : held);
        note(candidate.place());
    }

    private void note(RecordPlace place) {
        firstOffsets.merge(place.partition(), place.offset(), Math::min);
        openedAtMillis = Math.min(openedAtMillis, place.timestampMillis());
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

    boolean complete(ExamDescriptor exam) {
        return started != null && views.size() == exam.neededFrames().size();
    }

    /** Why nothing more is to be expected at this time of the stream; nothing if there is. */
    Optional<GivenUp> givenUp(long streamTimeMillis, Duration openLimit, Duration graceAfterEnd) {
        if (endedAtMillis != Long.MAX_VALUE && streamTimeMillis - graceAfterEnd.toMillis() >= endedAtMillis) {
            return Optional.of(GivenUp.ENDED_INCOMPLETE);
        }
        if (streamTimeMillis - openLimit.toMillis() >= openedAtMillis) {
            return Optional.of(started == null ? GivenUp.NEVER_STARTED : GivenUp.OPEN_TOO_LONG);
        }
        return Optional.empty();
    }
}
