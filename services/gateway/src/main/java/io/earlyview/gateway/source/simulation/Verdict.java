package io.earlyview.gateway.source.simulation;

/**
 * Simulated truth and simulated reading of one case.
 *
 * @param abnormal the truth
 * @param readerSaysAbnormal the reading
 * @param borderline whether the case lies between the classes
 */
record Verdict(boolean abnormal, boolean readerSaysAbnormal, boolean borderline) {

    /** How many times likelier than on average a reader errs on a borderline case. */
    private static final double BORDERLINE_ERRORS = 5;

    static Verdict draw(SimulationSettings settings, Chance chance) {
        double noise = settings.labelNoise();
        // The share of abnormal truths that makes the share of abnormal readings what the settings say.
        double abnormalTruths = (settings.abnormalShare() - noise) / (1 - 2 * noise);
        boolean abnormal = chance.happens(abnormalTruths);
        boolean borderline = chance.happens(settings.borderlineShare());
        boolean wrong = chance.happens(errorRate(settings, borderline));
        return new Verdict(abnormal, abnormal != wrong, borderline);
    }

    private static double errorRate(SimulationSettings settings, boolean borderline) {
        double amongBorderline = Math.min(0.5, BORDERLINE_ERRORS * settings.labelNoise());
        if (borderline) {
            return amongBorderline;
        }
        double share = settings.borderlineShare();
        return Math.max(0, (settings.labelNoise() - share * amongBorderline) / (1 - share));
    }
}
