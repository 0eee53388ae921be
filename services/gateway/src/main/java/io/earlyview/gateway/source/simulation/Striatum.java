package io.earlyview.gateway.source.simulation;

/**
 * One striatum: shape and uptake of caudate nucleus and putamen.
 *
 * @param caudate shape of the caudate nucleus' head
 * @param putamen shape of the putamen, front end nearer to the midline
 * @param uptake binding ratios
 */
record Striatum(Ellipsoid caudate, Ellipsoid putamen, StriatumUptake uptake) {

    /**
     * @param side 1 for the patient's right, −1 for the left
     * @param jitter spread of the place in the brain, mm
     */
    static Striatum draw(int side, double brainZ, double size, double jitter, StriatumUptake uptake, Chance chance) {
        double caudateSize = size * Math.cbrt(chance.factor(0.06));
        double putamenSize = size * Math.cbrt(chance.factor(0.06));
        Ellipsoid caudate = Ellipsoid.upright(
                        side * (13 + chance.normal(0, jitter)),
                        24 + chance.normal(0, jitter),
                        brainZ + 3 + chance.normal(0, jitter),
                        6.3 * caudateSize,
                        11.5 * caudateSize,
                        12.5 * caudateSize)
                .turned(side * 4);
        Ellipsoid putamen = Ellipsoid.upright(
                        side * (25.5 + chance.normal(0, jitter)),
                        11 + chance.normal(0, jitter),
                        brainZ - 1 + chance.normal(0, jitter),
                        5.2 * putamenSize,
                        20 * putamenSize,
                        11.5 * putamenSize)
                .turned(-side * 14 + chance.normal(0, 2));
        return new Striatum(caudate, putamen, uptake);
    }

    /** Binding ratio at a point; 0 outside. */
    double ratioAt(double x, double y, double z) {
        if (putamen.contains(x, y, z)) {
            double front = (1 + putamen.along(x, y)) / 2;
            return uptake.posteriorPutamen() + front * (uptake.anteriorPutamen() - uptake.posteriorPutamen());
        }
        return caudate.contains(x, y, z) ? uptake.caudate() : 0;
    }
}
