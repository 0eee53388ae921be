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
     * @param within the same inside one part
     */
    public record Parts(int heldOut, int patientsShared, int sameContent, int nearlySame, Within within) {
        /** Where nothing stands twice in a part. */
        public Parts(int heldOut, int patientsShared, int sameContent, int nearlySame) {
            this(heldOut, patientsShared, sameContent, nearlySame, Within.NOTHING);
        }
    }

    /**
     * What stands more than once, if not in different parts, and who has no name.
     *
     * @param sameContent pairs of examples of equal content under two patients' names, in one part
     * @param nearlySame pairs of examples nearly the same under two patients' names, in one part
     * @param copies examples nearly or wholly the same as an earlier one of the same patient
     * @param nameless examples that name no patient, each of which is taken for a patient of its own
     * @param sameQuantity examples whose quantity is another patient's to the last digit, more than its digits explain
     * @param ownName examples whose patient is named and gives no other, where patients usually give several
     */
    public record Within(int sameContent, int nearlySame, int copies, int nameless, int sameQuantity, int ownName) {
        public static final Within NOTHING = new Within(0, 0, 0, 0, 0, 0);
    }

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
     * @param onesOnly whether every spacing is exactly 1 mm on each axis: what a reader assumes who has lost it
     */
    public record Spacing(
            double leastSource, double greatestSource, boolean kept, boolean volumeWanted, boolean onesOnly) {
        /** Of spacings that were measured. */
        public Spacing(double leastSource, double greatestSource, boolean kept, boolean volumeWanted) {
            this(leastSource, greatestSource, kept, volumeWanted, false);
        }
    }
}
