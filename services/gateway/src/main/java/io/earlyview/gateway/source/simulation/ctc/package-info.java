/**
 * A simulated cohort of single cells under a fluorescence microscope, in four channels: which is a leukocyte, which a
 * circulating tumour cell, and which something rarer.
 *
 * <p>Simulated: sizes, stains of nucleus (DAPI), cytokeratin (CK) and CD45 and an empty channel, clusters and
 * double-positive cells that sometimes look like a common cell, stain strength and bleed-through by patient, leukocytes at the
 * border, debris, defocus, photon noise, wrong labels. Not simulated: tiling and its seams, bleaching, the
 * lobes of leukocytes by kind, and any real prevalence. No figure learned on it is clinical evidence.
 */
@NullMarked
package io.earlyview.gateway.source.simulation.ctc;

import org.jspecify.annotations.NullMarked;
