package io.earlyview.gateway.source.simulation.ctc;

import java.util.List;

/**
 * What is hidden behind one picture.
 *
 * @param number which case of the cohort this is, from 0
 * @param seed of its picture
 * @param patient whose cell it is, from 0
 * @param truth what the cell in the picture is
 * @param label what training is told
 * @param looks what the picture shows
 * @param diameterMicrometres of the largest cell in the picture
 * @param readerProbabilities of labels 0, 1 and 2, as somebody gives them who knows what the picture shows, whose cell it
 *     is and how often labels are wrong; no reader is better on average
 */
public record CtcCell(
        int number,
        long seed,
        int patient,
        CellClass truth,
        CellClass label,
        Appearance looks,
        double diameterMicrometres,
        List<Double> readerProbabilities) {}
