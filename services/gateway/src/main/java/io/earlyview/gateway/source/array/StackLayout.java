package io.earlyview.gateway.source.array;

import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.gateway.domain.ViewPosition;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which view each frame of a stack is: a stack of all frames holds them in order of acquisition, a short stack holds
 * just the views that a score needs, in the descriptor's order.
 */
public final class StackLayout {
    /** Such an array would need tiling; no exam comes near. */
    private static final long LARGEST_DATA_BYTES = 1 << 30;

    private StackLayout() {}

    /** One position a frame, or a refusal that names the shapes that would have been taken. */
    public static List<ViewPosition> of(List<Long> shape, ExamDescriptor exam) throws ArrayRefusal {
        var frames = exam.frames();
        List<NeededView> needed = exam.neededViews();
        boolean framesFit = shape.size() == 3 && shape.get(1) == frames.rows() && shape.get(2) == frames.columns();
        if (framesFit && shape.getFirst() == frames.expected()) {
            return IntStream.range(0, frames.expected())
                    .mapToObj(index -> position(index, exam))
                    .toList();
        }
        if (framesFit && shape.getFirst() == needed.size() && frames.angularStepDegrees() > 0) {
            return needed.stream()
                    .map(view -> position(index(view, exam), exam))
                    .toList();
        }
        throw new ArrayRefusal("an array of shape " + ArrayHeader.print(shape), expected(exam));
    }

    /** Size of the data of a stack of so many frames; more than a gibibyte is refused. */
    public static int dataBytes(int frames, ExamDescriptor exam, ElementType type) throws ArrayRefusal {
        long bytes = (long) frames * exam.frames().rows() * exam.frames().columns() * type.bytes();
        if (bytes > LARGEST_DATA_BYTES) {
            throw new ArrayRefusal(bytes + " bytes of pixels", "at most " + LARGEST_DATA_BYTES);
        }
        return (int) bytes;
    }

    private static int index(NeededView view, ExamDescriptor exam) {
        return Math.toIntExact(Math.round(view.angleDegrees() / exam.frames().angularStepDegrees()));
    }

    private static ViewPosition position(int index, ExamDescriptor exam) {
        double step = exam.frames().angularStepDegrees();
        return step > 0 ? ViewPosition.projection(index, index * step % 360) : ViewPosition.plane(index);
    }

    private static String expected(ExamDescriptor exam) {
        var frames = exam.frames();
        String whole = ArrayHeader.print(List.of(frames.expected(), frames.rows(), frames.columns()));
        if (frames.angularStepDegrees() == 0 || exam.neededViews().size() == frames.expected()) {
            return whole;
        }
        String needed = ArrayHeader.print(List.of(exam.neededViews().size(), frames.rows(), frames.columns()));
        String angles = exam.neededViews().stream()
                .map(view -> "%.0f".formatted(view.angleDegrees()))
                .collect(Collectors.joining(" and "));
        return whole + ", or " + needed + " for the views at " + angles + " degrees";
    }
}
