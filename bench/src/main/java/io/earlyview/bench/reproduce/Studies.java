package io.earlyview.bench.reproduce;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.gateway.source.simulation.cohort.SignalMode;
import io.earlyview.gateway.source.simulation.mgmt.MgmtSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The four studies, in a size that two cores take minutes for, or in the source's. */
final class Studies {
    private static final long COHORT_SEED = 20_261_124;

    private Studies() {}

    /** The study of this exam, or nothing where no source problem asked for it; {@code full} for the source's sizes. */
    static Optional<Study> of(String exam, boolean full) {
        return ExamCatalogue.bundled().find(exam).flatMap(descriptor -> switch (exam) {
            case "datscan" -> Optional.of(datscan(descriptor, full));
            case "mgmt" -> Optional.of(mgmt(descriptor, full));
            case "ctc" -> Optional.of(ctc(descriptor, full));
            case "raster-volume" -> Optional.of(rasterVolume(descriptor, full));
            default -> Optional.empty();
        });
    }

    private static Study datscan(ExamDescriptor exam, boolean full) {
        int cases = full ? 887 : 300;
        Supplier<List<StudyCase>> cohort = () -> Cohorts.datscan(COHORT_SEED, cases, full ? 128 : 96, full ? 1 : 2);
        int steps = full ? Integer.MAX_VALUE : 280;
        return new Study(
                exam,
                "Why are all outputs of a batch equal, at 57 % accuracy from epoch 0 to 40, and why does it learn with two"
                        + " outputs and cross-entropy? How do two logits become P(abnormal)?",
                cases + " simulated DaTscans, views 0 and 60"
                        + (full ? "" : ", the middle 96 x 96 pixels added up in squares of 2 x 2")
                        + "; borderline cases, 4 % wrong labels, motion",
                List.of(
                        new Arm("", Way.source("source, one logit", "source-datscan", 100, 6, 1e-3, steps), cohort),
                        new Arm(
                                "",
                                Way.source("source, two logits", "source-datscan-two-logits", 100, 6, 1e-3, steps),
                                cohort),
                        new Arm("", Way.ours("compact-set", 12, 16, 3e-4, 3), cohort)),
                3,
                "Raw counts through convolutions without normalisation sit on a plateau where every output is the prior;"
                        + " it is an accident of optimisation when a run leaves it, sooner with two logits, whose"
                        + " difference moves twice as far a step. Normalised frames and batch normalisation have no such"
                        + " plateau, with one logit or two. P(abnormal) from two logits is the second column of their"
                        + " softmax. Ours begins with an encoder that was taught to tell uptakes on simulated heads without any"
                        + " label; the labels teach it where abnormal begins.");
    }

    private static Study mgmt(ExamDescriptor exam, boolean full) {
        int cases = full ? 585 : 1200;
        int folds = 5;
        int few = full ? cases : 150;
        Way source = new Way("source", "source-mgmt", 60, 4, 1e-5, full ? Integer.MAX_VALUE : 60, 1, Way.Checks.WATCH);
        Way ours = Way.ours("compact-texture", 8, 32, 0.05, folds).watched();
        MgmtSettings signal = grid(SignalMode.NORMAL, full);
        MgmtSettings nothing = grid(SignalMode.NULL, full);
        return new Study(
                exam,
                "The best validation accuracy is 54, 60, 62 or 66.7 %, as the learning rate is lowered: which knob is"
                        + " next? (Answered then: what is the no-information rate?)",
                cases + " simulated FLAIR heads, 52 % methylated, 4 sites; "
                        + (full
                                ? "64 slices of 128 x 128"
                                : "32"
                                        + " slices of 64 x 64, for the source's network the middle 48 slices of 48 x 48 of the first "
                                        + few + " heads")
                        + "; the signal is the texture of the tumour's ring, in the null cohort there is none, and in the"
                        + " site cohort there is none but most methylated heads come from two of the sites",
                List.of(
                        new Arm("signal", source, () -> sourceHeads(few, full)),
                        new Arm("signal", ours, () -> Cohorts.mgmt(COHORT_SEED, cases, signal)),
                        new Arm("null", ours, () -> Cohorts.mgmt(COHORT_SEED, cases, nothing)),
                        new Arm("site", ours, () -> Cohorts.mgmt(COHORT_SEED, cases, nothing.withSiteConfounded()))),
                folds,
                "No knob: of 30 cases 66.7 % right are chance with p = .08, and the best of several epochs is better than that. Where there is"
                        + " none, the answer is \"no evidence of signal\". Where there is the faint one that this"
                        + " simulator plants, four moments of the brightest voxels find most of it. In a cohort"
                        + " whose sites go with the label a network may learn the sites, with a p that looks like a"
                        + " discovery: `confounded-by-acquisition` warns of that before the first step.");
    }

    private static MgmtSettings grid(SignalMode mode, boolean full) {
        return MgmtSettings.of(mode).withReduction(full ? 1 : 2);
    }

    private static List<StudyCase> sourceHeads(int cases, boolean full) {
        MgmtSettings settings = MgmtSettings.of(SignalMode.NORMAL);
        return full ? Cohorts.mgmt(COHORT_SEED, cases, settings) : Cohorts.mgmtMiddles(COHORT_SEED, cases, settings);
    }

    private static Study ctc(ExamDescriptor exam, boolean full) {
        int cases = 2846;
        int edge = full ? 224 : 48;
        int folds = 4;
        Supplier<List<StudyCase>> cohort = () -> Cohorts.ctc(COHORT_SEED, cases, edge);
        return new Study(
                exam,
                "The loss is -8421 and then no number, and the test accuracy 1 %: what is wrong?",
                cases + " simulated cells in four channels of " + edge + " x " + edge
                        + ", 54 / 45 / 1 % of the classes, 40 patients of whom 8 have the rare class, 30 % of which look"
                        + " like the common ones; 2 % wrong labels",
                List.of(
                        new Arm(
                                "",
                                Way.source(
                                        "source",
                                        "source-ctc",
                                        5,
                                        16,
                                        full ? 1e-6 : 1e-4,
                                        full ? Integer.MAX_VALUE : 40),
                                cohort),
                        new Arm("", Way.ours("compact-channels", 80, 64, 0.05, folds), cohort)),
                folds,
                "The loss expects log-probabilities and gets raw outputs: it is the mean of -z, which has no lower end."
                        + " It falls for as long as the weights grow, whatever is learned. Cross-entropy on the logits"
                        + " ends that; weights of 1/sqrt(share) let the rare class count, and"
                        + " few weights let it be learned from two dozen cells.");
    }

    private static Study rasterVolume(ExamDescriptor exam, boolean full) {
        int edge = full ? 128 : 32;
        int folds = full ? 6 : 5;
        Supplier<List<StudyCase>> cohort = () -> Cohorts.rasterVolume(COHORT_SEED, 200, edge);
        return new Study(
                exam,
                "The training loss falls and the validation loss stays high, whatever the rate and the weight decay: what"
                        + " helps?",
                "200 simulated ultrasound sweeps of 30 patients, 20 to 150 mL, " + edge
                        + " slices cubed, voxels of .3 to 1 mm at full size; for the source's way their spacing is there"
                        + " and not looked at",
                List.of(
                        new Arm(
                                "",
                                Way.source(
                                                "source",
                                                "source-raster-volume",
                                                40,
                                                8,
                                                1e-3,
                                                full ? Integer.MAX_VALUE : 100)
                                        .inFolds(folds),
                                cohort),
                        new Arm("", Way.ours("compact-volume", full ? 24 : 12, 8, 4e-3, folds), cohort)),
                folds,
                "There are 30 patients, however many sweeps are made of them, and the same picture stands for different"
                        + " volumes when its spacing is dropped. A small 3-D network that fits the logarithm of the"
                        + " volume in voxels, varied anew each time, holds on patients it has not seen; the voxel's"
                        + " volume is multiplied in at the end.");
    }
}
