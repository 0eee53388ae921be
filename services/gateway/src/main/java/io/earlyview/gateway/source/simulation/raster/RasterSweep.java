package io.earlyview.gateway.source.simulation.raster;

import io.earlyview.gateway.source.simulation.cohort.Spacing;
import io.earlyview.gateway.source.simulation.phantom.Rotation;
import io.earlyview.gateway.source.simulation.phantom.StarShape;

/**
 * What is hidden behind one raster.
 *
 * @param number which case of the cohort this is, from 0
 * @param seed of its picture
 * @param patient whose organ it is, from 0
 * @param millilitres volume of the organ in the picture
 * @param labelMillilitres what training is told
 * @param organ the organ in a frame of its own
 * @param pose turns the raster's frame into the organ's
 * @param x middle of the organ in the raster, in millimetres along slices
 * @param y along rows
 * @param z along columns
 * @param spacing of the voxels
 */
public record RasterSweep(
        int number,
        long seed,
        int patient,
        double millilitres,
        double labelMillilitres,
        StarShape organ,
        Rotation pose,
        double x,
        double y,
        double z,
        Spacing spacing) {}
