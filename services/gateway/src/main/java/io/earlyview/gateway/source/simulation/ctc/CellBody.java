package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.phantom.Draws;

/**
 * One cell on the slide: lengths in µm from the middle of the picture.
 *
 * @param membrane its outline
 * @param nucleus its nucleus's outline
 * @param keratin strength of cytokeratin, about 0.5 where it is positive
 * @param cd45 strength of CD45, about 0.5 where it is positive
 * @param dna strength of the nuclear stain
 */
record CellBody(Outline membrane, Outline nucleus, double keratin, double cd45, double dna) {

    static CellBody leukocyte(double x, double y, Draws draws) {
        double radius = draws.between(8, 12) / 2;
        return of(x, y, radius, draws.between(0.68, 0.8), 0.02, positive(0.3, draws), 0.12, draws);
    }

    static CellBody tumourCell(double x, double y, double diameter, Draws draws) {
        return of(x, y, diameter / 2, draws.between(0.5, 0.7), positive(0.35, draws), 0.02, 0.07, draws);
    }

    static CellBody doublePositive(Draws draws) {
        double radius = draws.normalWithin(13.5, 2.5, 10, 20) / 2;
        double share = draws.between(0.55, 0.75);
        return of(0, 0, radius, share, 0.8 * positive(0.3, draws), 0.8 * positive(0.3, draws), 0.07, draws);
    }

    private static CellBody of(
            double x, double y, double radius, double share, double keratin, double cd45, double lobes, Draws draws) {
        double room = radius * (1 - share) * 0.6;
        Outline membrane = Outline.draw(x, y, radius, 0.05, draws);
        double nucleusX = x + draws.between(-room, room);
        double nucleusY = y + draws.between(-room, room);
        Outline nucleus = Outline.draw(nucleusX, nucleusY, radius * share, lobes, draws);
        return new CellBody(membrane, nucleus, keratin, cd45, 0.55 * draws.factor(0.2));
    }

    private static double positive(double deviation, Draws draws) {
        return 0.5 * draws.factor(deviation);
    }
}
