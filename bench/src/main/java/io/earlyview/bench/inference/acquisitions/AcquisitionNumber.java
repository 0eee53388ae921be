package io.earlyview.bench.inference.acquisitions;

import java.util.Locale;

/**
 * Which acquisition of which phase this is. As an id it looks like a pseudonym: 32 hexadecimal digits.
 *
 * @param phase of the measurement, counted through all of it, from 1: nothing of an earlier phase is taken for this one's
 * @param number within the phase, from 0
 */
public record AcquisitionNumber(int phase, int number) {

    /** The acquisition's id. */
    public String id() {
        return String.format(Locale.ROOT, "%016x%016x", phase, number);
    }

    /** What {@link #id} made. */
    public static AcquisitionNumber of(String id) {
        return new AcquisitionNumber(Integer.parseInt(id, 0, 16, 16), Integer.parseInt(id, 16, 32, 16));
    }
}
