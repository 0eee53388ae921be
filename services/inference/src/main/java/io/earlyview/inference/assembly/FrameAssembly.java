package io.earlyview.inference.assembly;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.inference.domain.Due;
import io.earlyview.inference.domain.EncodedFrame;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import io.earlyview.inference.domain.ScoreStage;
import io.earlyview.inference.domain.SenderEnd;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of frames: which acquisition and place they stand for, on which release that stays, when a revision of its
 * score is due, and when it ends. Everything else is let pass.
 *
 * <p>Not thread-safe: one thread takes frames, scores and publishes. A change holds only once its transaction has
 * committed; where one fails, {@link #forgetAll()} and a restore from the topic bring the committed state back.
 */
public final class FrameAssembly {
    private final ExamCatalogue exams;
    private final Deadlines deadlines;
    private final Pins pins;
    private final InstantSource clock;
    private final Endings endings;
    private final OpenAcquisitions acquisitions = new OpenAcquisitions();
    private final List<Unencoded> unencoded = new ArrayList<>();
    private final Revising revising;
    private final FirstRelease firstRelease;

    public FrameAssembly(ExamCatalogue exams, Deadlines deadlines, Pins pins, InstantSource clock) {
        this.exams = exams;
        this.deadlines = deadlines;
        this.pins = pins;
        this.clock = clock;
        this.endings = new Endings(exams, deadlines, pins);
        this.revising = new Revising(acquisitions, endings, clock);
        this.firstRelease = new FirstRelease(exams, pins, acquisitions, revising, unencoded::add, clock);
    }

    /** A frame of an acquisition on a {@code set} release that its encoder has not read yet. */
    public record Unencoded(int partition, int place, ReleaseReference release, ReceivedFrame frame) {}

    /** Takes one frame; returns the revision that it makes due. */
    public Optional<Due> take(int partition, ReceivedFrame frame) {
        ExamDescriptor exam = exams.find(frame.exam()).orElseThrow();
        Optional<OpenAcquisition> known = acquisitions.find(new Place(partition, frame.acquisitionId()));
        OpenAcquisition before =
                known.orElseGet(() -> OpenAcquisition.unknown(frame.acquisitionId(), frame.exam(), frame.receivedAt()));
        if (before.closed() || !before.exam().equals(frame.exam())) {
            return Optional.empty();
        }
        OpenAcquisition pinned = pinned(before, frame.receivedAt());
        Optional<ReleaseReference> release = pins.release(pinned.releaseId());
        if (pinned.pinned() && release.isEmpty()) {
            return Optional.of(revising.atEnd(partition, pinned));
        }
        Places places = Places.of(exam, release.map(ReleaseReference::kind).orElse(Kind.STACK));
        OptionalInt place = places.of(frame);
        if (place.isEmpty() || !isNews(places, place.getAsInt(), frame, pinned)) {
            hear(partition, known, pinned.heard(frame.receivedAt()));
            return Optional.empty();
        }
        OpenAcquisition after = pinned.holding(place.getAsInt(), frame, frame.receivedAt());
        acquisitions.change(partition, after);
        release.filter(one -> one.kind() == Kind.SET)
                .ifPresent(set -> unencoded.add(new Unencoded(partition, place.getAsInt(), set, frame)));
        return release.isPresent() && places.enough(after.held())
                ? Optional.of(revising.onFrame(partition, after, places, frame))
                : Optional.empty();
    }

    /** Its first frame opens an acquisition and pins it, also one that no score rests on. */
    private void hear(int partition, Optional<OpenAcquisition> known, OpenAcquisition heard) {
        if (known.filter(heard::sameBesideFrames).isPresent()) {
            acquisitions.put(partition, heard);
        } else {
            acquisitions.change(partition, heard);
        }
    }

    private OpenAcquisition pinned(OpenAcquisition acquisition, Instant now) {
        return acquisition.pinned()
                ? acquisition
                : pins.champion(acquisition.exam())
                        .map(champion -> acquisition.pinnedTo(champion.releaseId(), now))
                        .orElse(acquisition);
    }

    private static boolean isNews(Places places, int place, ReceivedFrame frame, OpenAcquisition acquisition) {
        HeldFrame present = acquisition.held().get(place);
        return present == null || places.better(place, frame, present);
    }

    /** Takes a sender's word; returns the last revision where the acquisition has ended with it. */
    public Optional<Due> take(int partition, AcquisitionWord word) {
        Instant now = clock.instant();
        Optional<OpenAcquisition> known = acquisitions.find(new Place(partition, word.acquisitionId()));
        switch (word) {
            case AcquisitionWord.Started started -> {
                // One that began long ago, as in a topic read for the first time, has ended unseen.
                boolean recent = started.at().plus(deadlines.forgetting()).isAfter(now);
                Optional<OpenAcquisition> one =
                        known.or(() -> recent && exams.find(started.exam()).isPresent()
                                ? Optional.of(OpenAcquisition.unknown(started.acquisitionId(), started.exam(), now))
                                : Optional.empty());
                one.filter(acquisition -> !acquisition.closed())
                        .ifPresent(acquisition -> acquisitions.change(
                                partition, acquisition.expecting(started.expectedFrames(), started.simulated(), now)));
                return Optional.empty();
            }
            case AcquisitionWord.Ended ended -> {
                return known.filter(acquisition -> !acquisition.closed()).flatMap(acquisition -> {
                    OpenAcquisition told =
                            acquisition.endedBySender(new SenderEnd(ended.framesSent(), ended.aborted(), now));
                    acquisitions.change(partition, told);
                    return endings.complete(told) ? Optional.of(revising.atEnd(partition, told)) : Optional.empty();
                });
            }
        }
    }

    /**
     * Ends what its deadline has come for; forgets what ended long ago. To be called about once a second.
     *
     * @param readToEnd partitions of which no frame lies unread: elsewhere a frame that is missing may only be in a queue
     */
    public List<Due> overdue(Set<Integer> readToEnd) {
        Instant now = clock.instant();
        List<Due> due = new ArrayList<>();
        acquisitions.all().forEach((place, acquisition) -> {
            if (readToEnd.contains(place.partition()) && endings.overdue(acquisition, now)) {
                due.add(revising.atEnd(place.partition(), acquisition));
            } else if (acquisition.closed()
                    && !acquisition.changedAt().plus(deadlines.forgetting()).isAfter(now)) {
                acquisitions.remove(place);
            }
        });
        return due;
    }

    /** What is due of the acquisitions that waited for their exam's first release, now that there is one. */
    public List<Due> released(String exam) {
        return firstRelease.came(exam);
    }

    /**
     * Ends acquisitions of exams without a release, those longest silent first, until the pixels that wait are not more than
     * {@code mostBytes}.
     */
    public List<Due> endBeyond(long mostBytes) {
        return firstRelease.endBeyond(mostBytes);
    }

    /** The frames that wait for an encoder; each is given once. */
    public List<Unencoded> takeUnencoded() {
        List<Unencoded> all = List.copyOf(unencoded);
        unencoded.clear();
        return all;
    }

    /** An encoder has read a frame: its pixels need not be kept. */
    public void encoded(Unencoded read, EncodedFrame encoded) {
        acquisitions
                .find(new Place(read.partition(), read.frame().acquisitionId()))
                .filter(acquisition -> acquisition.held().get(read.place()) == read.frame())
                .ifPresent(acquisition -> acquisitions.change(
                        read.partition(), acquisition.holding(read.place(), encoded, acquisition.changedAt())));
    }

    /** A stopping policy has spoken. */
    public void settled(Due due, ScoreStage stage) {
        acquisitions
                .find(new Place(due.partition(), due.acquisition().acquisitionId()))
                .ifPresent(acquisition -> acquisitions.change(due.partition(), acquisition.settledAs(stage)));
    }

    /** What a stopping policy has said of an acquisition so far. */
    public ScoreStage settled(Due due) {
        return acquisitions
                .find(new Place(due.partition(), due.acquisition().acquisitionId()))
                .map(OpenAcquisition::settled)
                .orElse(ScoreStage.PROVISIONAL);
    }

    /** Takes what was read back from the topic. */
    public void restore(int partition, Collection<OpenAcquisition> committed) {
        Instant now = clock.instant();
        committed.stream()
                .filter(acquisition -> exams.find(acquisition.exam()).isPresent())
                .forEach(acquisition -> acquisitions.put(partition, acquisition.heard(now)));
    }

    /** The records that make topic {@code assembly} say what is known now; a null value is a tombstone. */
    public Map<Place, Map<String, byte @Nullable []>> unwritten() {
        return acquisitions.unwritten();
    }

    /** What {@link #unwritten()} gave is committed. */
    public void written() {
        acquisitions.written();
    }

    /** What is known of an acquisition. */
    public Optional<OpenAcquisition> find(int partition, String acquisitionId) {
        return acquisitions.find(new Place(partition, acquisitionId));
    }

    /** Lets partitions go to another process. */
    public void forget(Collection<Integer> partitions) {
        acquisitions.forget(partitions);
    }

    /** Lets everything go, to be restored. */
    public void forgetAll() {
        acquisitions.forgetAll();
        unencoded.clear();
    }

    /** Acquisitions whose last revision has not been published. */
    public int open() {
        return acquisitions.open();
    }

    /** Those of them that have no score yet. */
    public int unscored() {
        return acquisitions.unscored();
    }

    /** Releases that an open acquisition stays on. */
    public Set<String> releasesInUse() {
        return acquisitions.releasesInUse();
    }
}
