package io.earlyview.gateway.source.simulation.mgmt;

import io.earlyview.gateway.source.simulation.phantom.Draws;

/**
 * Where pictures are taken. White matter is 1 before the gain.
 *
 * <p>From one site to the next gain, noise and contrast all grow, and where sites are confounded every other site goes with
 * methylated cases. So what a reader learns about some sites is wrong for one that it has not met; if the brighter half
 * went with them, whoever has met three sites could guess the fourth, and holding sites back would not unmask it.
 *
 * @param gain white matter as it is stored
 * @param noise deviation of the noise in each of the two receive channels
 * @param grey brightness of grey matter
 * @param fluid brightness of what is left of cerebrospinal fluid
 */
record Site(double gain, double noise, double grey, double fluid) {

    static final int COUNT = 4;

    private static final double CONFOUNDED_SHARE = 0.85;

    private static final Site[] SITES = {
        new Site(420, 0.020, 1.14, 0.08),
        new Site(630, 0.032, 1.20, 0.14),
        new Site(940, 0.048, 1.27, 0.20),
        new Site(1400, 0.072, 1.34, 0.26)
    };

    static Site number(int site) {
        return SITES[site];
    }

    /** A site's number: any as likely as the other, or for the most part an odd one if methylated and an even one if not. */
    static int draw(boolean methylated, boolean confounded, Draws draws) {
        boolean odd = draws.happens(!confounded ? 0.5 : methylated ? CONFOUNDED_SHARE : 1 - CONFOUNDED_SHARE);
        return 2 * draws.index(2) + (odd ? 1 : 0);
    }
}
