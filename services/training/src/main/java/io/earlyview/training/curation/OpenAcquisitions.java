package io.earlyview.training.curation;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.training.curation.OpenAcquisition.TakenFrame;
import io.earlyview.training.curation.Taking.Completed;
import io.earlyview.training.curation.Taking.Extended;
import io.earlyview.training.curation.Taking.Kept;
import io.earlyview.training.curation.Taking.NotNeeded;
import io.earlyview.training.curation.Taking.Refused;
import io.earlyview.v1.AcquisitionEvent;
import io.earlyview.v1.Example;
import io.earlyview.v1.Frame;
import io.earlyview.v1.RefusalCause;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;

/**
 * All acquisitions that still wait for something. State lives in memory only: what a crash loses is read again, since
 * the group's committed offset never passes {@link #heldOffsets()}.
 *
 * <p>An example is made as soon as every needed view has a frame. Of several frames for a view that came before, the
 * nearest was taken; a nearer one that comes later does not change the example. An example is never made without the
 * start event: after a restart an already published acquisition may be seen without it, and an example without the
 * patient's pseudonym would then replace the good one.
 *
 * <p>An acquisition that is no rotation is left then. Of a rotation the views beyond the needed ones are gathered until all
 * have come, it has ended or it has fallen silent, and the example is made once more with them. They may take a limited
 * number of bytes over all acquisitions; when it is passed, those of the acquisition longest silent are let go of.
 */
final class OpenAcquisitions {
    /** How many finished ids are remembered, so that frames sent twice do not open their acquisition again. */
    private static final int FINISHED_REMEMBERED = 20_000;

    private final ExamCatalogue exams;
    private final FurtherRoom room;
    private final Map<String, OpenAcquisition> open = new HashMap<>();
    private final Map<String, Boolean> finished = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > FINISHED_REMEMBERED;
        }
    };

    OpenAcquisitions(ExamCatalogue exams, FurtherRoom room) {
        this.exams = exams;
        this.room = room;
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
            case COMPLETED -> ended(id, event.getCompleted().getFramesSent(), place);
            case ABORTED -> ended(id, event.getAborted().getFramesSent(), place);
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
        return advanced(acquisition, exam.get(), place);
    }

    private Taking ended(String id, int framesSent, RecordPlace place) {
        OpenAcquisition acquisition = open.get(id);
        if (acquisition == null) {
            return new NotNeeded();
        }
        acquisition.end(framesSent, place);
        return acquisition
                .started()
                .flatMap(started -> exams.find(started.getExam()))
                .map(exam -> advanced(acquisition, exam, place))
                .orElseGet(Kept::new);
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
        boolean wanted = !places.isEmpty() || exam.get().frames().isRotation();
        if (frame.getView().getEnergyWindow() != 1 || !wanted || finished.containsKey(frame.getAcquisitionId())) {
            return new NotNeeded();
        }
        Optional<Refused> refusal = FrameCheck.refusal(frame, exam.get());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        OpenAcquisition acquisition = opened(frame.getAcquisitionId());
        if (places.isEmpty()) {
            return further(acquisition, frame, exam.get(), place);
        }
        if (acquisition.exampleMade()) {
            return new NotNeeded();
        }
        for (int taken : places) {
            double distance = exam.get()
                    .neededFrames()
                    .get(taken)
                    .distanceDegrees(frame.getView().getAngleDegrees());
            acquisition.take(taken, new TakenFrame(frame, distance, place));
        }
        return advanced(acquisition, exam.get(), place);
    }

    private Taking further(OpenAcquisition acquisition, Frame view, ExamDescriptor exam, RecordPlace place) {
        if (acquisition.further().bytes() + view.getPixels().size() > ExampleAssembly.roomForFurther(exam)) {
            room.refuse();
            return new NotNeeded();
        }
        room.take(acquisition.takeFurther(view, exam, place));
        while (room.isFull()) {
            OpenAcquisition silent = room.letGoOfLongestSilent(open.values());
            if (silent.exampleMade()) {
                close(silent);
            }
        }
        return advanced(acquisition, exam, place);
    }

    private Refused unknownExam(String name) {
        return new Refused(
                RefusalCause.REFUSAL_CAUSE_UNKNOWN_EXAM.name(), "exam '" + name + "' is not one of " + exams.names());
    }

    private OpenAcquisition opened(String id) {
        return open.computeIfAbsent(id, OpenAcquisition::new);
    }

    /** What the latest record of an acquisition makes possible. */
    private Taking advanced(OpenAcquisition acquisition, ExamDescriptor exam, RecordPlace place) {
        if (finished.containsKey(acquisition.id()) || !acquisition.complete(exam)) {
            return new Kept();
        }
        boolean first = !acquisition.exampleMade();
        boolean gathered = !exam.frames().isRotation() || acquisition.whole(exam);
        if (!first && !gathered) {
            return new Kept();
        }
        acquisition.noteExampleMade();
        Collection<Frame> further = gathered ? acquisition.further().inOrder() : List.of();
        if (gathered) {
            close(acquisition);
        }
        if (!first && further.isEmpty()) {
            return new Kept();
        }
        Example example = ExampleAssembly.of(acquisition, exam, further);
        return first ? new Completed(example, place) : new Extended(example, place);
    }

    private void close(OpenAcquisition acquisition) {
        room.free(acquisition);
        open.remove(acquisition.id());
        finished.put(acquisition.id(), true);
    }

    /**
     * Examples whose further views are no longer waited for, once more with those that came; the acquisitions are left.
     *
     * @param silence how long an acquisition may say nothing before no further view is expected
     */
    List<Extended> gathered(long streamTimeMillis, Duration silence, Duration graceAfterEnd) {
        List<OpenAcquisition> over = open.values().stream()
                .filter(OpenAcquisition::exampleMade)
                .filter(each -> each.gathered(streamTimeMillis, silence, graceAfterEnd))
                .toList();
        List<Extended> extended = new ArrayList<>();
        for (OpenAcquisition acquisition : over) {
            Collection<Frame> further = acquisition.further().inOrder();
            close(acquisition);
            if (!further.isEmpty()) {
                ExamDescriptor exam = exams.find(
                                acquisition.started().orElseThrow().getExam())
                        .orElseThrow();
                extended.add(new Extended(ExampleAssembly.of(acquisition, exam, further), acquisition.lastHeard()));
            }
        }
        return extended;
    }

    /** Leaves the acquisitions that will not be whole any more and counts them; what never had anything needed counts as none. */
    Map<GivenUp, Integer> giveUp(long streamTimeMillis, Duration openLimit, Duration graceAfterEnd, Duration silence) {
        Map<GivenUp, Integer> counts = new EnumMap<>(GivenUp.class);
        open.values().removeIf(acquisition -> {
            if (acquisition.exampleMade()) {
                return false;
            }
            boolean remnant = acquisition.remnant(streamTimeMillis, silence);
            Optional<GivenUp> reason =
                    remnant ? Optional.empty() : acquisition.givenUp(streamTimeMillis, openLimit, graceAfterEnd);
            reason.ifPresent(why -> counts.merge(why, 1, Integer::sum));
            boolean left = remnant || reason.isPresent();
            if (left) {
                room.free(acquisition);
            }
            return left;
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
        room.clear();
        open.clear();
        finished.clear();
    }
}
