package io.earlyview.training.checks.rule.data;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Scaled;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** An augmentation that makes the object larger and leaves its volume as it was in the label. */
public final class AugmentationBreaksLabel implements Rule {
    private static final String NAME = "augmentation-breaks-label";
    private static final double DIFFERENCE_LIMIT = 0.02;
    private static final double SHARE_LIMIT = 0.05;

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof DataProfile profile) || profile.scaled().isEmpty()) {
            return Optional.empty();
        }
        double broken = 0;
        double worst = 0;
        for (Scaled scaled : profile.scaled()) {
            double difference = Math.abs(Math.log(scaled.labelRatio()) - Math.log(scaled.jacobian()));
            broken += difference <= DIFFERENCE_LIMIT ? 0 : 1;
            worst = Math.max(worst, difference);
        }
        Evidence share = Evidence.atMost(
                "share of augmented examples whose volume changed and label did not follow",
                broken / profile.scaled().size(),
                SHARE_LIMIT);
        return share.healthy()
                ? Optional.empty()
                : Optional.of(Finding.curable(
                        NAME,
                        Grade.ERROR,
                        List.of(
                                share,
                                Evidence.atMost(
                                        "largest difference of the logarithms of volume and label",
                                        worst,
                                        DIFFERENCE_LIMIT)),
                        "The same label stands for organs of different size, which teaches the network to ignore size.",
                        "Multiply the label by the Jacobian of the scaling, or do not scale.",
                        new Remedy.ScaleLabelWithAugmentation()));
    }
}
