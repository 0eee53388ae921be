/**
 * A simulated cohort of 3-D ultrasound sweeps over an organ whose volume is to be told, in mL.
 *
 * <p>Simulated: organs of 20 to 150 mL with a bumpy surface and a capsule, poses, voxel spacing that differs by sweep,
 * speckle from random scatterers under a point spread that is finest along the beam, tissue that is unevenly bright,
 * shadows, gain that runs off with depth, log compression. Not simulated: anatomy of any organ in particular, other organs,
 * vessels, the probe's fan (beams are parallel), motion during a sweep, compounding, machine presets. Pictures have
 * no label noise. No figure learned on it is clinical evidence.
 *
 * <p>Axes, in millimetres from the middle of the raster: slices along x, rows along y (the beam runs from row 0 on),
 * columns along z.
 */
@NullMarked
package io.earlyview.gateway.source.simulation.raster;

import org.jspecify.annotations.NullMarked;
