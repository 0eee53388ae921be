package io.earlyview.gateway.source.simulation;

/**
 * Uptake of both sides of one patient, drawn by age, sex and class.
 *
 * @param right the right striatum
 * @param left the left striatum
 */
record BothStriata(StriatumUptake right, StriatumUptake left) {

    private static final double MEAN_AGE = 65;
    private static final double NORMAL_RATIO = 5.4;
    private static final double LOSS_PER_YEAR = 0.0057;

    static BothStriata draw(Verdict verdict, double ageYears, boolean female, Chance chance) {
        double healthy = NORMAL_RATIO
                * (1 - LOSS_PER_YEAR * (ageYears - MEAN_AGE))
                * (female ? 1.04 : 0.96)
                * chance.factor(0.15);
        double putamenLoss = putamenLoss(verdict, chance);
        double asymmetry = asymmetry(verdict, chance) * (chance.happens(0.5) ? 1 : -1);
        double gradient = chance.normalWithin(0.12, 0.05, 0, 0.25) * Math.min(1, putamenLoss / 0.5);
        double caudateLoss = putamenLoss * chance.between(0.35, 0.85);
        double caudateToPutamen = chance.factor(0.05);
        StriatumUptake mean = new StriatumUptake(
                healthy * caudateToPutamen * (1 - caudateLoss),
                healthy * (1 - putamenLoss + gradient),
                healthy * Math.max(0.05, 1 - putamenLoss - gradient));
        return new BothStriata(scaled(mean, 1 + asymmetry / 2), scaled(mean, 1 - asymmetry / 2));
    }

    /** Share of the putamen's binding that is gone, averaged over both sides and over its length. */
    private static double putamenLoss(Verdict verdict, Chance chance) {
        if (verdict.borderline()) {
            return verdict.abnormal() ? chance.between(0.28, 0.42) : chance.between(0.14, 0.28);
        }
        return verdict.abnormal() ? chance.normalWithin(0.62, 0.10, 0.38, 0.88) : 0;
    }

    /** Difference of the sides divided by their mean. */
    private static double asymmetry(Verdict verdict, Chance chance) {
        boolean likeNormal = !verdict.abnormal() || chance.happens(0.2);
        return likeNormal ? Math.abs(chance.normalWithin(0, 0.10, -0.3, 0.3)) : chance.normalWithin(0.24, 0.18, 0, 0.8);
    }

    private static StriatumUptake scaled(StriatumUptake uptake, double factor) {
        return new StriatumUptake(
                uptake.caudate() * factor, uptake.anteriorPutamen() * factor, uptake.posteriorPutamen() * factor);
    }
}
