package io.earlyview.training.checks.rule.data;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Spacing;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** A physical volume asked of voxels whose size the network is not told. */
public final class SpacingDropped implements Rule {
    private static final String NAME = "spacing-dropped";
    private static final double RATIO_LIMIT = 1.05;

    @Override
    public Optional<Finding> look(Observation observation) {
        return observation instanceof DataProfile profile
                ? profile.spacing().flatMap(SpacingDropped::look)
                : Optional.empty();
    }

    private static Optional<Finding> look(Spacing spacing) {
        Evidence ratio = Evidence.atMost(
                "largest over smallest voxel volume in the source",
                spacing.greatestSource() / spacing.leastSource(),
                RATIO_LIMIT);
        if (spacing.volumeWanted() && spacing.onesOnly()) {
            return Optional.of(Finding.forPeople(
                    NAME,
                    Grade.WARNING,
                    List.of(
                            new Evidence(
                                    "share of the examples with a spacing other than 1 mm on all axes",
                                    0,
                                    Double.MIN_VALUE,
                                    1),
                            ratio),
                    "Scanners hardly ever have a spacing of exactly 1 mm: it was probably lost on the way, and 1 put in its"
                            + " place.",
                    "Read the spacing from the files' headers; if it is 1 mm in truth, nothing need change."));
        }
        if (!spacing.volumeWanted() || spacing.kept() || ratio.healthy()) {
            return Optional.empty();
        }
        return Optional.of(Finding.curable(
                NAME,
                Grade.ERROR,
                List.of(ratio),
                "The same picture stands for volumes that differ by this factor: no network can tell them apart.",
                "Resample all examples to one spacing, or give the spacing to the network.",
                new Remedy.KeepSpacing()));
    }
}
