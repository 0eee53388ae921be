package io.earlyview.gateway.source.simulation.mgmt;

import io.earlyview.gateway.source.simulation.phantom.Draws;

/**
 * Where pictures are taken. White matter is 1 before the gain.
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
        new Site(620, 0.030, 1.16, 0.10),
        new Site(800, 0.040, 1.20, 0.14),
        new Site(1050, 0.050, 1.30, 0.20),
        new Site(1400, 0.062, 1.34, 0.26)
    };

    static Site number(int site) {
        return SITES[site];
    }

    /** A site's number: any as likely as the other, or for the most part one of the two that go with the label. */
    static int draw(boolean methylated, boolean confounded, Draws draws) {
        boolean upper = draws.happens(!confounded ? 0.5 : methylated ? CONFOUNDED_SHARE : 1 - CONFOUNDED_SHARE);
        return draws.index(2) + (upper ? 2 : 0);
    }
}
