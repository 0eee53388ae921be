package io.earlyview.training.checks.observation;

import java.util.List;
import java.util.Optional;

/**
 * The data of a run, before it begins.
 *
 * @param examples in all parts together
 * @param patients whom they come from
 * @param classCounts training examples of each class; empty for a quantity
 * @param channels values as the first layer with weights receives them, training part
 * @param parts what stands in more than one part
 * @param scaled examples whose size an augmentation changed; empty unless the target is a physical volume
 * @param spacing of the voxels, where there are voxels
 */
public record DataProfile(
        int examples,
        int patients,
        List<Integer> classCounts,
        List<Channel> channels,
        Parts parts,
        List<Scaled> scaled,
        Optional<Spacing> spacing)
        implements Observation {

    public DataProfile {
        classCounts = List.copyOf(classCounts);
        channels = List.copyOf(channels);
        scaled = List.copyOf(scaled);
        if (patients < 1 || examples < patients) {
            throw new IllegalArgumentException(examples + " examples of " + patients
                    + " patients; there must be at least 1 patient, and 1 example of each");
        }
    }

    /**
     * Values of one input channel.
     *
     * @param mean of the finite values; {@code deviation}, {@code least} and {@code greatest} likewise
     * @param notFinite share of values that are infinite or no number
     */
    public record Channel(
            String name, double mean, double deviation, double least, double greatest, double notFinite) {}

    /**
     * What training, validation and held-out parts have in common.
     *
     * @param heldOut examples outside the training part
     * @param patientsShared patients with examples in more than one part
     * @param sameContent pairs of examples in different parts whose content hashes are equal
     * @param nearlySame pairs of examples in different parts that are nearly, not wholly, the same
     */
    public record Parts(int heldOut, int patientsShared, int sameContent, int nearlySame) {}

    /**
     * An augmentation that changed the size of the object.
     *
     * @param jacobian factor by which its volume changed
     * @param labelRatio factor by which its label changed
     */
    public record Scaled(double jacobian, double labelRatio) {}

    /**
     * Volumes of one voxel over the examples.
     *
     * @param leastSource in the source, cubic millimetres
     * @param greatestSource in the source, cubic millimetres
     * @param kept whether the network is told the spacing, or all examples were resampled to one
     * @param volumeWanted whether the target is a physical volume
     */
    public record Spacing(double leastSource, double greatestSource, boolean kept, boolean volumeWanted) {}
}
