package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.cohort.FrameStack;
import io.earlyview.gateway.source.simulation.phantom.Draws;
import io.earlyview.gateway.source.simulation.phantom.SmoothNoise;

/**
 * Light of the four dyes on one field of view, and the photons that are counted of it.
 *
 * <p>Defocus widens every edge instead of blurring the finished picture: the same for shapes larger than the blur, and
 * as fast at any size.
 */
final class CellPicture {

    static final double FIELD_MICROMETRES = 56;

    /** Photons that make the brightest pixel. */
    private static final double PHOTONS = 300;

    private static final double DARK = 0.035;
    private static final int CHANNELS = 4;
    private static final int DAPI = 0;
    private static final int CK = 1;
    private static final int CD45 = 2;
    private static final int EMPTY = 3;

    private final int edge;
    private final double pixel;
    private final double blur;
    private final float[][] light;

    private CellPicture(int edge, double defocus) {
        this.edge = edge;
        pixel = FIELD_MICROMETRES / edge;
        blur = Math.hypot(defocus, 0.6 * pixel);
        light = new float[CHANNELS][edge * edge];
    }

    static FrameStack of(CtcCell cell, Stain stain, CtcSettings settings) {
        Draws scene = Draws.of(cell.seed(), Draws.Purpose.SCENE, 0);
        double defocus = settings.clear() ? 0.3 : 0.3 + Math.abs(scene.normalWithin(0, 0.5, -1.5, 1.5));
        CellPicture picture = new CellPicture(settings.edge(), defocus);
        SmoothNoise grain = new SmoothNoise(1.3, Draws.of(cell.seed(), Draws.Purpose.TEXTURE, 0));
        double layer = 0;
        for (CellBody body : CellGroup.draw(cell.looks(), Draws.of(cell.seed(), Draws.Purpose.BODY, 0))
                .cells()) {
            picture.paint(body, grain, layer);
            layer += 4;
        }
        if (!settings.clear()) {
            picture.neighbours(grain, scene);
            picture.debris(scene);
        }
        return picture.counted(stain, Draws.of(cell.seed(), Draws.Purpose.NOISE, 0));
    }

    private void paint(CellBody body, SmoothNoise grain, double layer) {
        double reach = body.membrane().reach() + 3 * blur;
        float coarse = (float) (1 / (1 + blur * blur));
        double wall = Math.hypot(0.9, blur);
        for (int row = from(body.membrane().y() - reach);
                row < to(body.membrane().y() + reach);
                row++) {
            double y = middle(row);
            for (int column = from(body.membrane().x() - reach);
                    column < to(body.membrane().x() + reach);
                    column++) {
                double x = middle(column);
                double depth = body.membrane().depth(x, y);
                double covered = inside(depth);
                if (covered > 0) {
                    double dna = inside(body.nucleus().depth(x, y));
                    double texture = coarse * Math.clamp(grain.at(x, y, layer), -2.5, 2.5);
                    double shell = 1 - Math.min(1, Math.abs(depth - 0.7) / (1.6 * wall));
                    int at = row * edge + column;
                    light[DAPI][at] += (float) (body.dna() * dna * (1 + 0.18 * texture));
                    light[CK][at] += (float) (body.keratin() * covered * (1 - 0.55 * dna) * (1 + 0.22 * texture));
                    light[CD45][at] += (float) (body.cd45() * covered * (0.45 + 0.8 * shell) * (1 + 0.15 * texture));
                }
            }
        }
    }

    /** In every third picture a leukocyte or two that reach in from beyond the border. */
    private void neighbours(SmoothNoise grain, Draws scene) {
        int cells = scene.happens(0.35) ? 1 + scene.index(2) : 0;
        for (int i = 0; i < cells; i++) {
            double angle = scene.between(0, 2 * Math.PI);
            double distance = scene.between(0.46, 0.58) * FIELD_MICROMETRES;
            CellBody cell = CellBody.leukocyte(distance * Math.cos(angle), distance * Math.sin(angle), scene);
            paint(cell, grain, 20 + 4 * i);
        }
    }

    /** Specks in one channel, and sometimes one that shines in all. */
    private void debris(Draws scene) {
        int specks = scene.poisson(1.5);
        for (int i = 0; i < specks; i++) {
            double x = scene.between(-FIELD_MICROMETRES / 2, FIELD_MICROMETRES / 2);
            double y = scene.between(-FIELD_MICROMETRES / 2, FIELD_MICROMETRES / 2);
            double width = scene.logBetween(0.4, 1.6);
            double strength = scene.logBetween(0.1, 0.8);
            int channel = scene.index(CHANNELS);
            boolean everywhere = scene.happens(0.3);
            for (int other = 0; other < CHANNELS; other++) {
                if (everywhere || other == channel) {
                    speck(light[other], x, y, width, strength);
                }
            }
        }
    }

    private void speck(float[] channel, double x, double y, double width, double strength) {
        double wide = Math.hypot(width, blur);
        double height = strength * width * width / (wide * wide);
        for (int row = from(y - 3 * wide); row < to(y + 3 * wide); row++) {
            for (int column = from(x - 3 * wide); column < to(x + 3 * wide); column++) {
                double dx = middle(column) - x;
                double dy = middle(row) - y;
                channel[row * edge + column] += (float) (height * Math.exp(-(dx * dx + dy * dy) / (2 * wide * wide)));
            }
        }
    }

    private FrameStack counted(Stain stain, Draws noise) {
        int pixels = edge * edge;
        float[] values = new float[CHANNELS * pixels];
        for (int i = 0; i < pixels; i++) {
            float dapi = stain.nucleus() * light[DAPI][i];
            float keratin = stain.keratin() * light[CK][i];
            float cd45 = stain.cd45() * light[CD45][i];
            values[DAPI * pixels + i] = count(dapi, noise);
            values[CK * pixels + i] = count(keratin + stain.cd45IntoKeratin() * cd45, noise);
            values[CD45 * pixels + i] = count(cd45 + stain.keratinIntoCd45() * keratin, noise);
            float leaked = stain.nucleusIntoEmpty() * dapi + stain.keratinIntoEmpty() * keratin;
            values[EMPTY * pixels + i] = count(light[EMPTY][i] + leaked, noise);
        }
        return FrameStack.ofBytes(CHANNELS, edge, edge, values);
    }

    private static float count(float brightness, Draws noise) {
        return (float) (255 / PHOTONS) * noise.poisson(PHOTONS * (DARK + brightness));
    }

    /** Share of a place that a shape covers whose edge is this far away: smooth over the blur. */
    private double inside(double depth) {
        double share = Math.clamp(0.5 + depth / (4 * blur), 0, 1);
        return share * share * (3 - 2 * share);
    }

    private double middle(int index) {
        return (index + 0.5) * pixel - FIELD_MICROMETRES / 2;
    }

    private int from(double micrometres) {
        return Math.max(0, (int) ((micrometres + FIELD_MICROMETRES / 2) / pixel));
    }

    private int to(double micrometres) {
        return Math.min(edge, (int) Math.ceil((micrometres + FIELD_MICROMETRES / 2) / pixel));
    }
}
