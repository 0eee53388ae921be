package io.earlyview.gateway.source.simulation.ctc;

import io.earlyview.gateway.source.simulation.phantom.Draws;

/**
 * A closed line around a point: a circle pushed in and out by waves of two, three and four turns.
 *
 * @param x its middle, in µm
 * @param y its middle, in µm
 * @param radius of the circle, in µm
 * @param c2 cosine wave of two turns, relative to the radius; the others follow
 * @param s2 sine wave of two turns
 * @param c3 cosine wave of three turns
 * @param s3 sine wave of three turns
 * @param c4 cosine wave of four turns
 * @param s4 sine wave of four turns
 */
record Outline(double x, double y, double radius, double c2, double s2, double c3, double s3, double c4, double s4) {

    static Outline draw(double x, double y, double radius, double push, Draws draws) {
        return new Outline(
                x,
                y,
                radius,
                wave(push, draws),
                wave(push, draws),
                wave(0.7 * push, draws),
                wave(0.7 * push, draws),
                wave(0.4 * push, draws),
                wave(0.4 * push, draws));
    }

    /** How far inside a place lies along the ray from the middle, in µm; negative outside. */
    double depth(double px, double py) {
        double dx = px - x;
        double dy = py - y;
        double distance = Math.sqrt(dx * dx + dy * dy);
        if (distance < 1e-9) {
            return radius;
        }
        double cosine = dx / distance;
        double sine = dy / distance;
        double cosine2 = cosine * cosine - sine * sine;
        double sine2 = 2 * cosine * sine;
        double cosine3 = cosine2 * cosine - sine2 * sine;
        double sine3 = sine2 * cosine + cosine2 * sine;
        double cosine4 = cosine2 * cosine2 - sine2 * sine2;
        double sine4 = 2 * cosine2 * sine2;
        double waves = c2 * cosine2 + s2 * sine2 + c3 * cosine3 + s3 * sine3 + c4 * cosine4 + s4 * sine4;
        return radius * (1 + waves) - distance;
    }

    /** No part of it lies farther from the middle, in µm. */
    double reach() {
        return radius * (1 + Math.hypot(c2, s2) + Math.hypot(c3, s3) + Math.hypot(c4, s4));
    }

    private static double wave(double push, Draws draws) {
        return draws.normalWithin(0, push, -2 * push, 2 * push);
    }
}
