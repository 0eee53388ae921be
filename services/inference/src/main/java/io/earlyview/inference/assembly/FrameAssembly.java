package io.earlyview.inference.assembly;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededFrame;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.domain.ReceivedFrame;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The open acquisitions of the partitions that this process owns. Frames are chosen by geometry: for each needed view the
 * frame of the photopeak window whose angle is nearest, within the tolerance; for each needed plane the frame of its
 * number. Everything else is let pass.
 *
 * <p>Not thread-safe: one thread takes frames, scores and publishes. A change holds only once its transaction has
 * committed; where one fails, {@link #forgetAll()} and a restore from the topic bring the committed state back.
 */
public final class FrameAssembly {
    private static final int PHOTOPEAK = 1;

    private final ExamCatalogue exams;
    private final Map<Integer, Map<String, OpenAcquisition>> byPartition = new HashMap<>();
    /** Of what has changed since it was last written: the frames that waited then, by their place. */
    private final Map<Place, Map<Integer, ReceivedFrame>> unwritten = new LinkedHashMap<>();

    public FrameAssembly(ExamCatalogue exams) {
        this.exams = exams;
    }

    /** The frames of an acquisition that make a first score possible, in the order of the needed views. */
    public record Complete(int partition, OpenAcquisition acquisition, List<ReceivedFrame> frames) {}

    /** An acquisition by the partition it lives in. */
    public record Place(int partition, String acquisitionId) {}

    /** Takes one frame. Returns whether anything is to be remembered of it. */
    public boolean take(int partition, ReceivedFrame frame) {
        ExamDescriptor exam = exams.find(frame.exam()).orElseThrow();
        boolean needed = frame.energyWindow() == PHOTOPEAK
                && exam.neededFrames().stream().anyMatch(one -> one.accepts(frame.angleDegrees(), frame.plane()));
        if (!needed) {
            return false;
        }
        Map<String, OpenAcquisition> open = byPartition.computeIfAbsent(partition, p -> new HashMap<>());
        OpenAcquisition before = open.getOrDefault(
                frame.acquisitionId(),
                OpenAcquisition.unknown(frame.acquisitionId(), frame.exam(), frame.receivedAt()));
        if (before.scored() || !before.exam().equals(frame.exam())) {
            return false;
        }
        List<ReceivedFrame> candidates = new ArrayList<>(before.pending());
        candidates.add(frame);
        List<ReceivedFrame> kept = nearest(exam.neededFrames(), candidates);
        if (kept.equals(before.pending())) {
            return false;
        }
        change(partition, before);
        open.put(frame.acquisitionId(), before.waitingWith(kept, frame.receivedAt()));
        return true;
    }

    /**
     * For each needed frame its nearest candidate. Ties fall to the lower detector, then the smaller angle, then the smaller
     * digest: never to the index, which says nothing of where a frame was taken, nor to the order of arrival.
     */
    private static List<ReceivedFrame> nearest(List<NeededFrame> needed, Collection<ReceivedFrame> candidates) {
        return needed.stream()
                .flatMap(one -> choose(one, candidates).stream())
                .distinct()
                .toList();
    }

    private static Optional<ReceivedFrame> choose(NeededFrame needed, Collection<ReceivedFrame> candidates) {
        return candidates.stream()
                .filter(frame -> needed.accepts(frame.angleDegrees(), frame.plane()))
                .min(Comparator.comparingDouble((ReceivedFrame frame) -> needed.distanceDegrees(frame.angleDegrees()))
                        .thenComparingInt(ReceivedFrame::detector)
                        .thenComparingDouble(ReceivedFrame::angleDegrees)
                        .thenComparing(ReceivedFrame::digest));
    }

    /** Every acquisition of an exam that has all needed views and no score yet. */
    public List<Complete> complete(String examName) {
        List<Complete> complete = new ArrayList<>();
        byPartition.forEach((partition, open) -> open.values().stream()
                .filter(acquisition -> acquisition.exam().equals(examName))
                .forEach(acquisition -> ifComplete(partition, acquisition).ifPresent(complete::add)));
        return complete;
    }

    /** One acquisition, if it has all needed views and no score yet. */
    public Optional<Complete> complete(int partition, String acquisitionId) {
        return find(partition, acquisitionId).flatMap(acquisition -> ifComplete(partition, acquisition));
    }

    private Optional<Complete> ifComplete(int partition, OpenAcquisition acquisition) {
        List<NeededFrame> needed = exams.find(acquisition.exam()).orElseThrow().neededFrames();
        return !acquisition.scored() && acquisition.pending().size() == needed.size()
                ? Optional.of(new Complete(partition, acquisition, nearest(needed, acquisition.pending())))
                : Optional.empty();
    }

    /** Replaces what is known of an acquisition after a score. */
    public void published(int partition, OpenAcquisition acquisition) {
        find(partition, acquisition.acquisitionId()).ifPresent(before -> change(partition, before));
        put(partition, acquisition);
    }

    /** Takes what was read back from the topic. */
    void restore(int partition, OpenAcquisition acquisition) {
        List<NeededFrame> needed =
                exams.find(acquisition.exam()).map(ExamDescriptor::neededFrames).orElse(List.of());
        put(partition, acquisition.waitingWith(nearest(needed, acquisition.pending()), acquisition.changedAt()));
    }

    private void put(int partition, OpenAcquisition acquisition) {
        byPartition.computeIfAbsent(partition, p -> new HashMap<>()).put(acquisition.acquisitionId(), acquisition);
    }

    private void change(int partition, OpenAcquisition before) {
        unwritten.computeIfAbsent(new Place(partition, before.acquisitionId()), p -> places(before));
    }

    /** The frames that wait, each by the number of the first needed frame that it stands for. */
    private Map<Integer, ReceivedFrame> places(OpenAcquisition acquisition) {
        List<NeededFrame> needed =
                exams.find(acquisition.exam()).map(ExamDescriptor::neededFrames).orElse(List.of());
        Map<Integer, ReceivedFrame> places = new TreeMap<>();
        for (int place = 0; place < needed.size(); place++) {
            Optional<ReceivedFrame> chosen = choose(needed.get(place), acquisition.pending());
            if (chosen.isPresent() && !places.containsValue(chosen.get())) {
                places.put(place, chosen.get());
            }
        }
        return places;
    }

    /** The records that make topic {@code assembly} say what is known now; a null value is a tombstone. */
    public Map<Place, Map<String, byte @Nullable []>> unwritten() {
        Map<Place, Map<String, byte @Nullable []>> records = new LinkedHashMap<>();
        unwritten.forEach((place, before) -> records.put(
                place,
                find(place.partition(), place.acquisitionId())
                        .map(now -> StateRecords.changes(before, now, places(now)))
                        .orElseGet(() -> StateRecords.end(place.acquisitionId(), before.keySet()))));
        return records;
    }

    /** What {@link #unwritten()} gave is committed. */
    public void written() {
        unwritten.clear();
    }

    /** What is known of an acquisition. */
    public Optional<OpenAcquisition> find(int partition, String acquisitionId) {
        return Optional.ofNullable(byPartition.getOrDefault(partition, Map.of()).get(acquisitionId));
    }

    /** Forgets acquisitions silent since before {@code limit}. */
    public void forgetSilentSince(Instant limit) {
        forget(acquisition -> acquisition.changedAt().isBefore(limit));
    }

    /**
     * Forgets acquisitions of exams without a release, those longest silent first, until the pixels that wait are not more
     * than {@code mostBytes}. Returns how many.
     */
    public int forgetBeyond(long mostBytes, Set<String> examsWithRelease) {
        long bytes = openOnes().mapToLong(OpenAcquisition::waitingBytes).sum();
        Set<String> forgotten = new HashSet<>();
        for (OpenAcquisition oldest : bytes <= mostBytes ? List.<OpenAcquisition>of() : oldest(examsWithRelease)) {
            if (bytes > mostBytes) {
                bytes -= oldest.waitingBytes();
                forgotten.add(oldest.acquisitionId());
            }
        }
        forget(acquisition -> forgotten.contains(acquisition.acquisitionId()));
        return forgotten.size();
    }

    private List<OpenAcquisition> oldest(Set<String> examsWithRelease) {
        return openOnes()
                .filter(acquisition -> !acquisition.scored() && !examsWithRelease.contains(acquisition.exam()))
                .sorted(Comparator.comparing(OpenAcquisition::changedAt))
                .toList();
    }

    private Stream<OpenAcquisition> openOnes() {
        return byPartition.values().stream().flatMap(open -> open.values().stream());
    }

    private void forget(Predicate<OpenAcquisition> which) {
        byPartition.forEach((partition, open) -> open.values().removeIf(acquisition -> {
            boolean goes = which.test(acquisition);
            if (goes) {
                change(partition, acquisition);
            }
            return goes;
        }));
    }

    /** Lets partitions go to another process. */
    public void forget(Collection<Integer> partitions) {
        partitions.forEach(byPartition::remove);
        unwritten.keySet().removeIf(place -> partitions.contains(place.partition()));
    }

    /** Lets everything go, to be restored. */
    public void forgetAll() {
        byPartition.clear();
        unwritten.clear();
    }

    /** Acquisitions that wait for a needed frame or a release. */
    public int waiting() {
        return (int) openOnes().filter(acquisition -> !acquisition.scored()).count();
    }
}
