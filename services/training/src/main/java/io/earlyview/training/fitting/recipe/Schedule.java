package io.earlyview.training.fitting.recipe;

/** Course of the learning rate over a fitting. */
public enum Schedule {
    /** The same rate throughout. */
    CONSTANT {
        @Override
        public double share(double progress) {
            return 1;
        }
    },
    /** Rises over the first twentieth, then falls to nothing along half a cosine. */
    COSINE {
        @Override
        public double share(double progress) {
            return progress < WARM_UP
                    ? progress / WARM_UP
                    : 0.5 * (1 + Math.cos(Math.PI * (progress - WARM_UP) / (1 - WARM_UP)));
        }
    };

    private static final double WARM_UP = 0.05;

    /** Share of the plan's rate when this share of all steps is done. */
    public abstract double share(double progress);
}
