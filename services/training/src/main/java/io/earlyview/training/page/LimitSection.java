package io.earlyview.training.page;

import java.util.ArrayList;
import java.util.List;

/** What must not be read into the figures. */
final class LimitSection {
    private LimitSection() {}

    static void write(Markup page, Subject subject) {
        page.heading("Limits of use");
        List<String> limits = new ArrayList<>();
        if (subject.simulated()) {
            limits.add("The data are simulated: a simulator's result is no clinical evidence.");
        }
        limits.add(
                "The label is what a reader said or measured, not the disease itself. A network that agrees with readers"
                        + " shares their mistakes.");
        limits.add(
                "The figures hold for patients like those held out: the same scanners, protocols and readers. Nothing"
                        + " was measured elsewhere, nor for parts of the cohort such as age or sex, which are not known here.");
        limits.add(
                "A network may use what should not matter, such as the site of a scanner or a collimator. The checks find"
                        + " that only where it shows in the corners of the frames or in their spacing.");
        limits.add("Labels that are wrong in a small share are not found.");
        limits.add(
                "Intervals tell how far chance in choosing the held-out cases reaches, not how another training would"
                        + " have ended.");
        page.list(limits);
    }
}
