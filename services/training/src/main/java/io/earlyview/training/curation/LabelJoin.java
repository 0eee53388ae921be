package io.earlyview.training.curation;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.exams.Target;
import io.earlyview.training.curation.DataSet.LeftOut;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.v1.DatasetOffset;
import io.earlyview.v1.Example;
import io.earlyview.v1.FurtherView;
import io.earlyview.v1.Label;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins labels and examples of one exam by acquisition. All labels come first, then all examples, so that an example
 * that nobody has labelled is never kept in memory. The last record of a key wins; a tombstone erases.
 */
final class LabelJoin {
    /** The rest is for what a run makes of the examples. */
    private static final double SHARE_OF_HEAP = 0.7;

    private final ExamDescriptor exam;
    private final long mostBytes;
    private final Map<String, Label> labels = new HashMap<>();
    private final TreeMap<String, LabelledExample> examples = new TreeMap<>();
    private final Map<String, String> further = new HashMap<>();
    private final Set<String> withoutLabel = new HashSet<>();
    private final Set<String> erasedLabels = new HashSet<>();
    private final Set<String> erasedExamples = new HashSet<>();
    private final Set<String> empty = new HashSet<>();
    private int undecodable;

    LabelJoin(ExamDescriptor exam) {
        this(exam, (long) (SHARE_OF_HEAP * Runtime.getRuntime().maxMemory()));
    }

    /** @param mostBytes of pixels in memory; more is an {@link IllegalStateException} */
    LabelJoin(ExamDescriptor exam, long mostBytes) {
        this.exam = exam;
        this.mostBytes = mostBytes;
    }

    void label(String acquisitionId, byte @Nullable [] value) {
        labels.remove(acquisitionId);
        if (value == null) {
            erasedLabels.add(acquisitionId);
            return;
        }
        erasedLabels.remove(acquisitionId);
        try {
            Label label = Label.parseFrom(value);
            if (label.getExam().equals(exam.exam())) {
                labels.put(acquisitionId, label);
            }
        } catch (InvalidProtocolBufferException e) {
            undecodable++;
        }
    }

    void example(String acquisitionId, byte @Nullable [] value) {
        examples.remove(acquisitionId);
        further.remove(acquisitionId);
        withoutLabel.remove(acquisitionId);
        empty.remove(acquisitionId);
        if (value == null) {
            erasedExamples.add(acquisitionId);
            return;
        }
        erasedExamples.remove(acquisitionId);
        try {
            Example example = Example.parseFrom(value);
            if (example.getExam().equals(exam.exam())) {
                join(acquisitionId, example);
            }
        } catch (InvalidProtocolBufferException e) {
            undecodable++;
        }
    }

    private void join(String acquisitionId, Example example) {
        Label label = labels.get(acquisitionId);
        if (label == null) {
            if (!erasedLabels.contains(acquisitionId)) {
                withoutLabel.add(acquisitionId);
            }
        } else if (!example.getShapeList().equals(shape())
                || example.getTensor().size() != values() * Float.BYTES
                || example.getSpacingMmCount() != (exam.frames().spacingNeeded() ? 3 : 0)
                || !example.getFurtherList().stream().allMatch(this::isView)) {
            undecodable++;
        } else if (usable(label, exam)) {
            LabelledExample labelled = labelled(acquisitionId, example, label);
            if (labelled.blank()) {
                empty.add(acquisitionId);
            } else {
                demandRoom();
                examples.put(acquisitionId, labelled);
                if (example.getFurtherCount() > 0) {
                    further.put(acquisitionId, FurtherDigest.of(example.getFurtherList()));
                }
            }
        }
    }

    private boolean isView(FurtherView view) {
        int pixelBytes = PixelDecoding.bytesOf(view.getPixelType());
        return pixelBytes > 0
                && view.getPixels().size()
                        == pixelBytes * exam.frames().rows() * exam.frames().columns();
    }

    private void demandRoom() {
        long bytes = (examples.size() + 1L) * values() * Float.BYTES;
        if (bytes > mostBytes) {
            throw new IllegalStateException("example " + (examples.size() + 1) + " of " + exam.exam() + " would make "
                    + (bytes >> 20) + " MiB of pixels, and training has memory for " + (mostBytes >> 20)
                    + " MiB (0.7 of its heap); give it more: `up --training-heap 8g`");
        }
    }

    private List<Integer> shape() {
        return Arrays.stream(exam.neededShape()).boxed().toList();
    }

    private int values() {
        return shape().stream().reduce(1, Math::multiplyExact);
    }

    /** Whether an example with this label may be trained on. */
    static boolean usable(Label label, ExamDescriptor exam) {
        return !label.getAuthorSawScore()
                && switch (exam.target()) {
                    case Target.Binary binary -> binary.classes().contains(label.getClassName());
                    case Target.Classes several -> several.classes().contains(label.getClassName());
                    case Target.Quantity quantity ->
                        label.hasQuantity()
                                && label.getQuantity() >= quantity.least()
                                && label.getQuantity() <= quantity.most();
                };
    }

    private LabelledExample labelled(String acquisitionId, Example example, Label label) {
        float[] tensor = new float[values()];
        example.getTensor()
                .asReadOnlyByteBuffer()
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(tensor);
        return new LabelledExample(
                acquisitionId,
                example.getPatientPseudonym(),
                exam.neededShape(),
                tensor,
                example.getSpacingMmList().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray(),
                exam.target().classes().isEmpty()
                        ? label.getQuantity()
                        : exam.target().classes().indexOf(label.getClassName()),
                example.getSimulated());
    }

    DataSet joined(List<DatasetOffset> offsets) {
        boolean anyReal = examples.values().stream().anyMatch(one -> !one.simulated());
        List<LabelledExample> sorted = examples.values().stream()
                .filter(one -> !anyReal || !one.simulated())
                .toList();
        List<String> classes = exam.target().classes();
        Map<String, Integer> perClass = new LinkedHashMap<>();
        classes.forEach(name -> perClass.put(name, 0));
        if (!classes.isEmpty()) {
            sorted.forEach(one -> perClass.merge(classes.get(one.classIndex()), 1, Integer::sum));
        }
        Map<String, String> views = new HashMap<>();
        for (LabelledExample one : sorted) {
            String digest = further.get(one.acquisitionId());
            if (digest != null) {
                views.put(one.acquisitionId(), digest);
            }
        }
        return new DataSet(
                sorted,
                perClass,
                leftOut(examples.size() - sorted.size()),
                views,
                offsets,
                DataSetDigest.of(sorted, classes, views));
    }

    private LeftOut leftOut(int simulated) {
        int sawScore = 0;
        int unknownClass = 0;
        int withoutExample = 0;
        for (Map.Entry<String, Label> entry : labels.entrySet()) {
            if (entry.getValue().getAuthorSawScore()) {
                sawScore++;
            } else if (!usable(entry.getValue(), exam)) {
                unknownClass++;
            } else if (!examples.containsKey(entry.getKey())
                    && !empty.contains(entry.getKey())
                    && !erasedExamples.contains(entry.getKey())) {
                withoutExample++;
            }
        }
        Set<String> erased = new HashSet<>(erasedLabels);
        erased.addAll(erasedExamples);
        return new LeftOut(
                withoutLabel.size(),
                withoutExample,
                sawScore,
                unknownClass,
                undecodable,
                erased.size(),
                empty.size(),
                simulated);
    }
}
