/**
 * A simulated cohort of FLAIR MRI of heads with a brain tumour, and whether its MGMT promoter is methylated.
 *
 * <p>Simulated: head, folded cortex, ventricles, deep nuclei, a tumour of 10 to 60 mL with a necrotic core and oedema,
 * uneven receive field, Rician noise, sites with a gain, noise and contrast of their own. The signal is made up: thickness,
 * brightness and grain of the tumour's ring follow one hidden number whose distributions in the two classes overlap;
 * nothing says that real tumours do so. Not simulated: mass effect, vessels, face, motion, coils, other sequences, age,
 * treatment. No figure learned on it is clinical evidence.
 *
 * <p>Axes, in millimetres from the middle of the head: x to the patient's left (columns), y to the front (rows go from front to
 * back), z to the top (slices go upwards).
 */
@NullMarked
package io.earlyview.gateway.source.simulation.mgmt;

import org.jspecify.annotations.NullMarked;
