package io.earlyview.gateway.source.simulation;

/**
 * What a view depends on besides patient and camera, relative to what is usual.
 *
 * @param blur width of the point spread
 * @param attenuation loss in tissue and bone
 * @param jitterMillimetres spread of the striatum's place in the brain
 */
record Physics(double blur, double attenuation, double jitterMillimetres) {

    /** As usual. */
    static final Physics STANDARD = new Physics(1, 1, 1.5);

    /** Spread about the usual, farther than cameras and heads differ. */
    static Physics spread(Chance chance) {
        return new Physics(chance.between(0.8, 1.25), chance.between(0.8, 1.15), chance.between(1, 3));
    }

    /** Wrong throughout: another collimator, softer tissue, less regular brains. */
    static Physics wrong(Chance chance) {
        return new Physics(chance.between(1.2, 1.45), chance.between(0.6, 0.8), chance.between(2.5, 4));
    }
}
