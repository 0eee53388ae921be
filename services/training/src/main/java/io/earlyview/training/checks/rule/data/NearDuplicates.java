package io.earlyview.training.checks.rule.data;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.finding.Remedy;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.rule.Rule;
import java.util.List;
import java.util.Optional;

/** Examples in different parts that differ by little more than noise. */
public final class NearDuplicates implements Rule {
    private static final String NAME = "near-duplicates";
    private static final double SHARE_LIMIT = 0.05;

    @Override
    public Optional<Finding> look(Observation observation) {
        if (!(observation instanceof DataProfile profile) || profile.parts().nearlySame() == 0) {
            return Optional.empty();
        }
        int pairs = profile.parts().nearlySame();
        Evidence share = Evidence.atMost(
                "pairs for each example outside the training part",
                (double) pairs / profile.parts().heldOut(),
                SHARE_LIMIT);
        return Optional.of(Finding.curable(
                NAME,
                share.healthy() ? Grade.WARNING : Grade.ERROR,
                List.of(Evidence.atMost("pairs nearly the same in different parts", pairs, 0), share),
                "Examples outside the training part are copies, turned or blurred, of examples in it, so that learning by"
                        + " heart looks like learning.",
                "Split first and augment afterwards, at run time; keep a patient's examples in one part.",
                new Remedy.AugmentAtRunTime()));
    }
}
