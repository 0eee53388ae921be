package io.earlyview.bench.reproduce;

import io.earlyview.exams.ExamCatalogue;
import io.earlyview.exams.ExamDescriptor;
import java.util.List;

/** The four studies, in a size that a laptop takes minutes for, or in the source's. */
final class Studies {
    private static final long COHORT_SEED = 20_261_124;

    private Studies() {}

    /** The study of this exam; {@code full} asks for the source's sizes, {@code null} mode for a cohort without signal. */
    static Study of(String exam, boolean full) {
        ExamDescriptor descriptor = ExamCatalogue.bundled()
                .find(exam)
                .orElseThrow(() -> new IllegalArgumentException("There is no exam '" + exam + "'; there are "
                        + ExamCatalogue.bundled().names() + "."));
        return switch (exam) {
            case "datscan" -> datscan(descriptor, full);
            case "mgmt" -> mgmt(descriptor, full);
            case "ctc" -> ctc(descriptor, full);
            case "raster-volume" -> rasterVolume(descriptor, full);
            default -> throw new IllegalArgumentException("There is no source problem for exam '" + exam + "'.");
        };
    }

    private static Study datscan(ExamDescriptor exam, boolean full) {
        int cases = full ? 876 : 360;
        int binning = full ? 1 : 2;
        return new Study(
                exam,
                "Why are all outputs of a batch equal, at 57 % accuracy, and why does cross-entropy on two outputs learn?",
                cases + " simulated DaTscans, views 0 and 60 of " + 128 / binning + " x " + 128 / binning
                        + " pixels, borderline cases, 4 % wrong labels, motion",
                Cohorts.datscan(COHORT_SEED, cases, binning),
                List.of(
                        new Way("source, one logit", "source-datscan", full ? 40 : 8, 6, 1e-3),
                        new Way("source, two logits", "source-datscan-two-logits", full ? 40 : 8, 6, 1e-3),
                        new Way("ours", "compact-residual", full ? 30 : 24, 16, 2e-3)),
                0.294);
    }

    private static Study mgmt(ExamDescriptor exam, boolean full) {
        int cases = full ? 585 : 160;
        return new Study(
                exam,
                "The validation accuracy is 54 to 67 %: which knob is next?",
                cases + " simulated FLAIR heads, 64 slices of " + (full ? "128 x 128" : "64 x 64")
                        + ", ring texture with an oracle's AUROC of .625",
                Cohorts.mgmt(COHORT_SEED, cases, full ? 1 : 2),
                List.of(
                        new Way("source", "source-mgmt", full ? 60 : 5, full ? 4 : 8, 1e-5),
                        new Way("ours", "compact-volume", full ? 40 : 16, 8, 2e-3)),
                0.25);
    }

    private static Study ctc(ExamDescriptor exam, boolean full) {
        int cases = full ? 2846 : 900;
        int edge = full ? 224 : 64;
        return new Study(
                exam,
                "The loss is -8421 and then no number, and the test accuracy 1 %: what is wrong?",
                cases + " simulated cells in four channels of " + edge + " x " + edge
                        + ", 54 / 45 / 1 %, 40 patients, 2 % wrong labels",
                Cohorts.ctc(COHORT_SEED, cases, edge),
                List.of(
                        new Way("source", "source-ctc", full ? 5 : 3, 16, full ? 1e-6 : 1e-4),
                        new Way("ours", "compact-cells", full ? 12 : 20, 16, 3e-3)),
                0.3);
    }

    private static Study rasterVolume(ExamDescriptor exam, boolean full) {
        int cases = 200;
        int edge = full ? 128 : 32;
        return new Study(
                exam,
                "The training loss falls and the validation loss stays high, whatever the rate: what helps?",
                cases + " simulated ultrasound sweeps of 30 patients, " + edge
                        + " slices cubed, spacing .35 to 1 mm; for the source's way the spacing is there and not looked at",
                Cohorts.rasterVolume(COHORT_SEED, cases, edge),
                List.of(
                        new Way("source", "source-raster-volume", full ? 40 : 30, 8, 1e-3),
                        new Way("ours", "compact-volume", full ? 40 : 60, 8, 3e-3)),
                1.0 / 3);
    }
}
