package io.earlyview.training.curation;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.v1.Frame;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The views of one rotation beyond those that a score needs: of each place the first that came, in the order in which they
 * came. Once let go of, none is taken any more: half of them would say nothing of how a score grows with each view.
 */
final class FurtherViews {
    private static final double FULL_TURN = 360;

    private final Map<Long, Frame> byPlace = new LinkedHashMap<>();
    private long bytes;
    private boolean letGo;

    /** Keeps a view unless its place has one; the bytes that it takes. */
    long take(Frame view, ExamDescriptor exam) {
        if (letGo || byPlace.putIfAbsent(place(view, exam), view) != null) {
            return 0;
        }
        bytes += view.getPixels().size();
        return view.getPixels().size();
    }

    /** Views beside each other are a step apart, so that the nearest multiple of it tells them apart. */
    private static long place(Frame view, ExamDescriptor exam) {
        double step = exam.frames().angularStepDegrees();
        long places = Math.max(1, Math.round(FULL_TURN / step));
        return Math.floorMod(Math.round(view.getView().getAngleDegrees() / step), places);
    }

    Collection<Frame> inOrder() {
        return List.copyOf(byPlace.values());
    }

    int count() {
        return byPlace.size();
    }

    /** Of pixels. */
    long bytes() {
        return bytes;
    }

    /** Forgets all of them; how many. */
    int letGo() {
        int views = byPlace.size();
        letGo = true;
        byPlace.clear();
        bytes = 0;
        return views;
    }
}
