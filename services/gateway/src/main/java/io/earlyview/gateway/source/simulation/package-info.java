/**
 * A seeded, physically motivated simulator of DaTscan acquisitions: patients, heads, cameras and their counts.
 *
 * <p>Knows {@code java.*} only: nothing of files, streams, messages or the command line. What it makes is simulated and
 * must be called so wherever it is shown; no figure learned on it is clinical evidence.
 *
 * <p>Frame of reference, in millimetres: x to the patient's right, y to the front, z to the top of the head. The head's
 * own frame is that of {@link io.earlyview.gateway.source.simulation.Anatomy}; the camera turns about the z axis of the
 * room.
 */
@NullMarked
package io.earlyview.gateway.source.simulation;

import org.jspecify.annotations.NullMarked;
