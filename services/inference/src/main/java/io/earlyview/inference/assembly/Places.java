package io.earlyview.inference.assembly;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededFrame;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.inference.domain.HeldFrame;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.ReleaseReference.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.SortedSet;
import java.util.stream.IntStream;

/**
 * Which place a frame stands for, by geometry and never by its index or the order of arrival, so that the same frames
 * always give the same set. Of several frames for one place the nearest counts; ties fall to the lower detector, then the
 * smaller angle, then the smaller digest.
 */
sealed interface Places {
    /** Number of the energy window that scores rest on. */
    int PHOTOPEAK = 1;

    /** The places of an exam's frames for a release of this kind. */
    static Places of(ExamDescriptor exam, Kind kind) {
        return switch (kind) {
            case STACK -> new Needed(exam.neededFrames());
            case SET ->
                new Rotation(
                        exam.neededViews(), (int) Math.round(360 / exam.frames().angularStepDegrees()));
        };
    }

    /** The place a frame stands for; none where no score rests on it. */
    OptionalInt of(ReceivedFrame frame);

    /** How far a frame lies from the middle of its place, in degrees. */
    double distanceDegrees(int place, HeldFrame frame);

    /** Whether there is all that a first score needs. */
    boolean enough(Map<Integer, HeldFrame> held);

    /** Frames that a release would use of a whole acquisition of so many. */
    int expected(int expectedFrames);

    /** Frames that are missing between those that are there, with more to come. */
    int gaps(NavigableMap<Integer, HeldFrame> held);

    /** What a first score still needs, in words. */
    List<String> wanting(Map<Integer, HeldFrame> held);

    /** Whether a frame is to take the place of another. */
    default boolean better(int place, ReceivedFrame candidate, HeldFrame present) {
        return Comparator.comparingDouble((HeldFrame frame) -> distanceDegrees(place, frame))
                        .thenComparingInt(HeldFrame::detector)
                        .thenComparingDouble(HeldFrame::angleDegrees)
                        .thenComparing(HeldFrame::digest)
                        .compare(candidate, present)
                < 0;
    }

    /** The needed frames, in the order of a {@code stack} network's input. */
    record Needed(List<NeededFrame> frames) implements Places {
        @Override
        public OptionalInt of(ReceivedFrame frame) {
            return frame.energyWindow() != PHOTOPEAK
                    ? OptionalInt.empty()
                    : IntStream.range(0, frames.size())
                            .filter(place -> frames.get(place).accepts(frame.angleDegrees(), frame.plane()))
                            .boxed()
                            .min(Comparator.comparingDouble(
                                    place -> frames.get(place).distanceDegrees(frame.angleDegrees())))
                            .map(OptionalInt::of)
                            .orElse(OptionalInt.empty());
        }

        @Override
        public double distanceDegrees(int place, HeldFrame frame) {
            return frames.get(place).distanceDegrees(frame.angleDegrees());
        }

        @Override
        public boolean enough(Map<Integer, HeldFrame> held) {
            return held.size() == frames.size();
        }

        @Override
        public int expected(int expectedFrames) {
            return frames.size();
        }

        @Override
        public int gaps(NavigableMap<Integer, HeldFrame> held) {
            return 0;
        }

        @Override
        public List<String> wanting(Map<Integer, HeldFrame> held) {
            return IntStream.range(0, frames.size())
                    .filter(place -> !held.containsKey(place))
                    .mapToObj(place -> switch (frames.get(place)) {
                        case NeededView view -> "view at " + view.angleDegrees() + " degrees";
                        case ExamDescriptor.NeededPlane plane -> "plane " + plane.plane();
                    })
                    .toList();
        }
    }

    /** Every view of a rotation, for a {@code set} network; place 0 is at 0 degrees. */
    record Rotation(List<NeededView> needed, int views) implements Places {
        @Override
        public OptionalInt of(ReceivedFrame frame) {
            return frame.energyWindow() == PHOTOPEAK
                    ? OptionalInt.of(placeAt(frame.angleDegrees()))
                    : OptionalInt.empty();
        }

        private int placeAt(double angleDegrees) {
            return Math.floorMod((int) Math.round(angleDegrees * views / 360), views);
        }

        @Override
        public double distanceDegrees(int place, HeldFrame frame) {
            double difference = Math.abs(place * 360.0 / views - frame.angleDegrees()) % 360;
            return Math.min(difference, 360 - difference);
        }

        @Override
        public boolean enough(Map<Integer, HeldFrame> held) {
            return needed.stream().allMatch(view -> isThere(view, held));
        }

        private boolean isThere(NeededView view, Map<Integer, HeldFrame> held) {
            HeldFrame frame = held.get(placeAt(view.angleDegrees()));
            return frame != null && view.accepts(frame.angleDegrees(), 0);
        }

        @Override
        public int expected(int expectedFrames) {
            return expectedFrames == 0 ? views : Math.min(expectedFrames, views);
        }

        /** A head takes an arc; there are at most as many arcs as needed views. What lies between arcs may still come. */
        @Override
        public int gaps(NavigableMap<Integer, HeldFrame> held) {
            if (held.isEmpty()) {
                return 0;
            }
            List<Integer> between = new ArrayList<>();
            SortedSet<Integer> places = held.navigableKeySet();
            int before = places.getLast() - views;
            for (int place : places) {
                between.add(place - before - 1);
                before = place;
            }
            between.sort(Comparator.reverseOrder());
            return between.stream()
                    .skip(needed.size())
                    .mapToInt(Integer::intValue)
                    .sum();
        }

        @Override
        public List<String> wanting(Map<Integer, HeldFrame> held) {
            return needed.stream()
                    .filter(view -> !isThere(view, held))
                    .map(view -> "view at " + view.angleDegrees() + " degrees")
                    .toList();
        }
    }
}
