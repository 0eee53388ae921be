package io.earlyview.training.checks.rule.evidence;

import io.earlyview.training.checks.finding.Evidence;
import io.earlyview.training.checks.finding.Finding;
import io.earlyview.training.checks.finding.Grade;
import io.earlyview.training.checks.observation.Acquisition;
import io.earlyview.training.checks.observation.Observation;
import io.earlyview.training.checks.observation.Separation;
import io.earlyview.training.checks.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Classes that are told apart by how a picture was taken. Before the run a warning: the label may go with the site, and a
 * network may learn that. At the end an error where the network does no better: nothing shows that it looked at the organ.
 */
public final class ConfoundedByAcquisition implements Rule {
    private static final String NAME = "confounded-by-acquisition";
    private static final double LEVEL = 0.001;
    private static final double AREA = 0.65;
    /** What a network must be better by. */
    private static final double GAIN = 0.03;

    private Optional<Acquisition> told = Optional.empty();

    @Override
    public Optional<Finding> look(Observation observation) {
        return switch (observation) {
            case Acquisition acquisition -> before(acquisition);
            case Separation separation -> told.flatMap(acquisition -> atTheEnd(acquisition, separation));
            default -> Optional.empty();
        };
    }

    private Optional<Finding> before(Acquisition acquisition) {
        if (!(acquisition.p() <= LEVEL && acquisition.area() > AREA)) {
            return Optional.empty();
        }
        told = Optional.of(acquisition);
        return Optional.of(
                finding(
                        Grade.WARNING,
                        List.of(),
                        acquisition,
                        "No network is needed to tell the classes: " + String.join(", ", acquisition.by())
                                + " do. Sites, scanners or protocols go with the label, and a network may learn them instead."));
    }

    private static Optional<Finding> atTheEnd(Acquisition acquisition, Separation separation) {
        Evidence gain = Evidence.atLeast(
                "area under the ROC curve of the network less that of how pictures were taken",
                separation.area() - acquisition.area(),
                GAIN);
        return gain.healthy()
                ? Optional.empty()
                : Optional.of(finding(
                        Grade.ERROR,
                        List.of(gain),
                        acquisition,
                        "The network tells the classes no better than how the pictures were taken: nothing shows that it"
                                + " looked at what is in them."));
    }

    private static Finding finding(Grade grade, List<Evidence> first, Acquisition acquisition, String meaning) {
        List<Evidence> evidence = new ArrayList<>(first);
        evidence.add(Evidence.atMost("area under the ROC curve of how pictures were taken", acquisition.area(), AREA));
        evidence.add(Evidence.of("p by shuffled labels", acquisition.p()));
        evidence.add(Evidence.of("examples", acquisition.examples()));
        return Finding.forPeople(
                NAME,
                grade,
                evidence,
                meaning,
                "Take as many of each class from every site, hold a whole site back, or bring level and noise of all sites"
                        + " to the same.");
    }
}
