package io.earlyview.training.curation;

import io.earlyview.training.domain.LabelledExample;
import io.earlyview.v1.DatasetOffset;
import java.util.List;
import java.util.Map;

/**
 * Examples and labels of one exam, joined as they stood at the pinned offsets.
 *
 * @param examples in order of acquisition id
 * @param perClass examples of each of the exam's classes, in the exam's order
 * @param left how many were left out, and why
 * @param further of the examples that have views beyond the needed ones, their {@link FurtherDigest} by acquisition id; the
 *     views themselves are read again when they are wanted
 * @param offsets what was read, up to which end
 * @param sha256 64 hexadecimal digits over ids, labels, tensors and further views, see {@link DataSetDigest}
 */
public record DataSet(
        List<LabelledExample> examples,
        Map<String, Integer> perClass,
        LeftOut left,
        Map<String, String> further,
        List<DatasetOffset> offsets,
        String sha256) {

    public DataSet {
        examples = List.copyOf(examples);
        further = Map.copyOf(further);
        offsets = List.copyOf(offsets);
    }

    /**
     * What was left out of the data set.
     *
     * @param withoutLabel examples that nobody has labelled
     * @param withoutExample labels whose acquisition has no example
     * @param authorSawScore labels whose author had seen the score: training on them would teach the network itself
     * @param unknownClass labels whose class the exam does not have
     * @param undecodable records of either topic that are no message, or no example of the exam's shape
     * @param erased acquisitions of any exam whose label or example was erased by a tombstone and has not been sent again,
     *     as far as the topics still hold the tombstones; they count under nothing else
     * @param empty labelled examples whose pixels all have one value: nothing can be learned from them
     * @param simulated labelled examples that a simulator made, where there are real ones; with real ones they are never mixed
     */
    public record LeftOut(
            int withoutLabel,
            int withoutExample,
            int authorSawScore,
            int unknownClass,
            int undecodable,
            int erased,
            int empty,
            int simulated) {}
}
