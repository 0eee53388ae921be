package io.earlyview.training.fitting;

import io.earlyview.exams.ExamDescriptor.NeededView;
import io.earlyview.training.domain.FittingProgress;
import io.earlyview.training.domain.FurtherViewSource;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.SetScorer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Cases with further views as a set network's encoder reads them: of each the needed views in the exam's order, then the
 * others as they came. The pixels are read and encoded one case after the other; only embeddings stay, 30 KB for a DaTscan.
 */
@SuppressWarnings("ArrayRecordComponent")
record EncodedCases(List<LabelledExample> examples, Map<String, float[][]> embeddings) {

    /**
     * Those of {@code examples} whose further views are still to be had, in the order of {@code examples}.
     *
     * @throws CancellationException if {@code progress} says so in between
     */
    static EncodedCases of(
            Prepared run,
            List<LabelledExample> examples,
            FurtherViewSource source,
            SetScorer halves,
            FittingProgress progress) {
        Map<String, LabelledExample> wanted = examples.stream()
                .filter(example -> source.acquisitions().contains(example.acquisitionId()))
                .collect(Collectors.toMap(LabelledExample::acquisitionId, example -> example));
        double[] angles = run.plan().exam().neededViews().stream()
                .mapToDouble(NeededView::angleDegrees)
                .toArray();
        Map<String, float[][]> encoded = new HashMap<>();
        source.read(wanted.keySet(), (id, views) -> {
            if (progress.cancelled()) {
                throw new CancellationException("cancelled while views were encoded");
            }
            LabelledExample example = wanted.get(id);
            if (example == null) {
                throw new IllegalArgumentException("views of acquisition " + id + ", which nobody asked for");
            }
            int[] shape = example.shape();
            // The views of a case do not depend on one another, so the order of their encoding changes nothing.
            Stream<float[]> further = views.parallelStream()
                    .map(view -> halves.embedding(view.pixels(), shape[1], shape[2], view.angleDegrees()));
            float[][] needed = halves.embeddings(example, angles);
            encoded.put(
                    id,
                    Stream.concat(Stream.of(needed), further.toList().stream()).toArray(float[][]::new));
            progress.onFurtherViews(encoded.size(), wanted.size());
        });
        List<LabelledExample> found = new ArrayList<>(examples);
        found.removeIf(example -> !encoded.containsKey(example.acquisitionId()));
        return new EncodedCases(found, encoded);
    }

    /** Those of these examples that are among them. */
    EncodedCases of(List<LabelledExample> some) {
        return new EncodedCases(
                some.stream()
                        .filter(each -> embeddings.containsKey(each.acquisitionId()))
                        .toList(),
                embeddings);
    }

    /** Those that have at least so many views. */
    List<LabelledExample> with(int views) {
        return examples.stream().filter(each -> of(each).length >= views).toList();
    }

    float[][] of(LabelledExample example) {
        float[][] found = embeddings.get(example.acquisitionId());
        if (found == null) {
            throw new IllegalArgumentException("acquisition " + example.acquisitionId() + " was not encoded");
        }
        return found;
    }
}
