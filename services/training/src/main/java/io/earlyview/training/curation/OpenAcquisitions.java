package io.earlyview.training.curation;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.OpenAcquisition.TakenFrame;
import io.earlyview.training.curation.Taking.Completed;
import io.earlyview.training.curation.Taking.Kept;
import io.earlyview.training.curation.Taking.NotNeeded;
import io.earlyview.training.curation.Taking.Refused;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.Frame;
import io.earlyview.v1.RefusalCause;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * All acquisitions that still wait for something. State lives in memory only: what a crash loses is read again, since
 * the group's committed offset never passes {@link #heldOffsets()}.
 *
 * <p>An acquisition is left as soon as every needed view has a frame. Of several frames for a view that came before, the
 * nearest was taken; a nearer one that comes later does not change the example. An example is never made without the
 * start event: after a restart an already published acquisition may be seen without it, and an example without the
 * patient's pseudonym would then replace the good one.
 */
final class OpenAcquisitions {
    /** How many finished ids are remembered, so that frames sent twice do not open their acquisition again. */
    private static final int FINISHED_REMEMBERED = 20_000;

    private final ExamCatalogue exams;
    private final Map<String, OpenAcquisition> open = new HashMap<>();
    private final Map<String, Boolean> finished = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > FINISHED_REMEMBERED;
        }
    };

    OpenAcquisitions(ExamCatalogue exams) {
        this.exams = exams;
    }

    Taking take(AcquisitionEvent event, RecordPlace place) {
        String id = event.getAcquisitionId();
        if (id.isEmpty() || event.getEventCase() == AcquisitionEvent.EventCase.EVENT_NOT_SET) {
            return new Refused(RefusalCause.REFUSAL_CAUSE_INCOMPLETE.name(), "the event has no id or no content");
        }
        if (finished.containsKey(id)) {
            return new NotNeeded();
        }
        return switch (event.getEventCase()) {
            case STARTED -> started(event, place);
            case COMPLETED, ABORTED -> ended(id, place);
            case EVENT_NOT_SET -> throw new IllegalStateException("refused above");
        };
    }

    private Taking started(AcquisitionEvent event, RecordPlace place) {
        String name = event.getStarted().getExam();
        Optional<ExamDescriptor> exam = exams.find(name);
        if (exam.isEmpty()) {
            return unknownExam(name);
        }
        OpenAcquisition acquisition = opened(event.getAcquisitionId());
        acquisition.start(event.getStarted(), place);
        return finishedOrKept(acquisition, exam.get(), place);
    }

    private Taking ended(String id, RecordPlace place) {
        OpenAcquisition acquisition = open.get(id);
        if (acquisition == null) {
            return new NotNeeded();
        }
        acquisition.end(place);
        return new Kept();
    }

    Taking take(Frame frame, RecordPlace place) {
        Optional<ExamDescriptor> exam = exams.find(frame.getExam());
        if (exam.isEmpty()) {
            return unknownExam(frame.getExam());
        }
        if (frame.getAcquisitionId().isEmpty()) {
            return new Refused(RefusalCause.REFUSAL_CAUSE_INCOMPLETE.name(), "the frame has no acquisition id");
        }
        var places = OpenAcquisition.placesOf(frame.getView(), exam.get());
        if (frame.getView().getEnergyWindow() != 1
                || places.isEmpty()
                || finished.containsKey(frame.getAcquisitionId())) {
            return new NotNeeded();
        }
        Optional<Refused> refusal = FrameCheck.refusal(frame, exam.get());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        OpenAcquisition acquisition = opened(frame.getAcquisitionId());
        for (int taken : places) {
            double distance = exam.get()
                    .neededFrames()
                    .get(taken)
                    .distanceDegrees(frame.getView().getAngleDegrees());
            acquisition.take(taken, new TakenFrame(frame, distance, place));
        }
        return finishedOrKept(acquisition, exam.get(), place);
    }

    private Refused unknownExam(String name) {
        return new Refused(
                RefusalCause.REFUSAL_CAUSE_UNKNOWN_EXAM.name(), "exam '" + name + "' is not one of " + exams.names());
    }

    private OpenAcquisition opened(String id) {
        return open.computeIfAbsent(id, OpenAcquisition::new);
    }

    private Taking finishedOrKept(OpenAcquisition acquisition, ExamDescriptor exam, RecordPlace place) {
        if (acquisition.started().isEmpty() || !acquisition.complete(exam)) {
            return new Kept();
        }
        open.remove(acquisition.id());
        finished.put(acquisition.id(), true);
        return new Completed(
                ExampleAssembly.of(acquisition.id(), exam, acquisition.started().get(), acquisition.frames()), place);
    }

    /** Leaves the acquisitions that will not be whole any more and counts them. */
    Map<GivenUp, Integer> giveUp(long streamTimeMillis, Duration openLimit, Duration graceAfterEnd) {
        Map<GivenUp, Integer> counts = new EnumMap<>(GivenUp.class);
        open.values().removeIf(acquisition -> {
            Optional<GivenUp> reason = acquisition.givenUp(streamTimeMillis, openLimit, graceAfterEnd);
            reason.ifPresent(why -> counts.merge(why, 1, Integer::sum));
            return reason.isPresent();
        });
        return counts;
    }

    /** The oldest offset in each partition that an open acquisition still needs. */
    Map<TopicPartition, Long> heldOffsets() {
        Map<TopicPartition, Long> held = new HashMap<>();
        for (OpenAcquisition acquisition : open.values()) {
            acquisition.firstOffsets().forEach((partition, offset) -> held.merge(partition, offset, Math::min));
        }
        return held;
    }

    int count() {
        return open.size();
    }

    /** Forgets everything, since the partitions went to somebody else. */
    void clear() {
        open.clear();
        finished.clear();
    }
}
