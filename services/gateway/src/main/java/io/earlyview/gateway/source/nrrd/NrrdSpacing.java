package io.earlyview.gateway.source.nrrd;

import io.earlyview.gateway.domain.Spacing;
import io.earlyview.gateway.source.array.ArrayRefusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The spacing that a header tells: lengths of {@code space directions}, or {@code spacings}. The format names axes from the one
 * that varies fastest, columns, to the slowest, planes. Millimetres, unless the header names another unit.
 */
final class NrrdSpacing {
    private static final int AXES = 3;
    private static final Pattern VECTOR = Pattern.compile("\\(([^()]{1,200})\\)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]{0,40})\"");
    private static final Map<String, Double> MILLIMETRES =
            Map.of("mm", 1.0, "millimeter", 1.0, "millimetre", 1.0, "um", 0.001, "µm", 0.001, "cm", 10.0, "m", 1000.0);
    /** A volume that is this much less than its edges' product is skewed. */
    private static final double LEAST_UPRIGHT = 0.999;

    private NrrdSpacing() {}

    /** Millimetres, or {@link Spacing#UNKNOWN} where the header does not say. */
    static Spacing of(NrrdFields fields) throws ArrayRefusal {
        Optional<String> directions = fields.find("space directions");
        if (directions.isPresent()) {
            return directions(directions.get(), units(fields, "space units"));
        }
        Optional<String> spacings = fields.find("spacings");
        return spacings.isPresent() ? spacings(spacings.get(), units(fields, "units")) : Spacing.UNKNOWN;
    }

    private static Spacing spacings(String text, double[] units) throws ArrayRefusal {
        String[] parts = text.split("\\s+");
        if (parts.length != AXES) {
            throw new ArrayRefusal(parts.length + " spacings", "3");
        }
        double[] lengths = new double[AXES];
        for (int axis = 0; axis < AXES; axis++) {
            lengths[axis] = Math.abs(number(parts[axis])) * units[axis];
        }
        return spacing(lengths, text);
    }

    private static Spacing directions(String text, double[] units) throws ArrayRefusal {
        if (text.contains("none")) {
            // A list of channels lies in no space, and so has no distances.
            return Spacing.UNKNOWN;
        }
        List<double[]> vectors = new ArrayList<>();
        Matcher vector = VECTOR.matcher(text);
        while (vector.find()) {
            vectors.add(vector(vector.group(1), units));
        }
        if (vectors.size() != AXES) {
            throw new ArrayRefusal(vectors.size() + " space directions", "3");
        }
        double[] lengths = vectors.stream()
                .mapToDouble(each -> Math.hypot(Math.hypot(each[0], each[1]), each[2]))
                .toArray();
        double product = lengths[0] * lengths[1] * lengths[2];
        double volume = Math.abs(determinant(vectors));
        if (product > 0 && !(volume >= LEAST_UPRIGHT * product)) {
            throw new ArrayRefusal(
                    "space directions that are not at right angles: " + NrrdFields.printable(text), "right angles");
        }
        return spacing(lengths, text);
    }

    private static double[] vector(String text, double[] units) throws ArrayRefusal {
        String[] parts = text.strip().split("\\s*,\\s*");
        if (parts.length != AXES) {
            throw new ArrayRefusal("a space direction of " + parts.length + " numbers", "3");
        }
        double[] numbers = new double[AXES];
        for (int i = 0; i < AXES; i++) {
            numbers[i] = number(parts[i]) * units[i];
        }
        return numbers;
    }

    private static double determinant(List<double[]> rows) {
        double[] a = rows.get(0);
        double[] b = rows.get(1);
        double[] c = rows.get(2);
        return a[0] * (b[1] * c[2] - b[2] * c[1])
                - a[1] * (b[0] * c[2] - b[2] * c[0])
                + a[2] * (b[0] * c[1] - b[1] * c[0]);
    }

    private static Spacing spacing(double[] fastestFirst, String text) throws ArrayRefusal {
        boolean unknown = true;
        for (double length : fastestFirst) {
            unknown &= Double.isNaN(length);
        }
        if (unknown) {
            return Spacing.UNKNOWN;
        }
        for (double length : fastestFirst) {
            if (!(length > 0 && Double.isFinite(length))) {
                throw new ArrayRefusal("distances '" + NrrdFields.printable(text) + "'", "3 of more than 0 mm");
            }
        }
        return new Spacing(fastestFirst[2], fastestFirst[1], fastestFirst[0]);
    }

    private static double[] units(NrrdFields fields, String field) throws ArrayRefusal {
        double[] factors = {1, 1, 1};
        Optional<String> text = fields.find(field);
        if (text.isPresent()) {
            Matcher quoted = QUOTED.matcher(text.get());
            for (int axis = 0; axis < AXES; axis++) {
                if (!quoted.find()) {
                    throw new ArrayRefusal(
                            "'" + field + ": " + NrrdFields.printable(text.get()) + "'", "3 units in quotation marks");
                }
                String unit = quoted.group(1).strip();
                Double factor = unit.isEmpty() ? Double.valueOf(1) : MILLIMETRES.get(unit);
                if (factor == null) {
                    throw new ArrayRefusal("the unit '" + NrrdFields.printable(unit) + "'", "mm, um, cm or m");
                }
                factors[axis] = factor;
            }
        }
        return factors;
    }

    private static double number(String text) throws ArrayRefusal {
        try {
            return text.equalsIgnoreCase("nan") ? Double.NaN : Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new ArrayRefusal("'" + NrrdFields.printable(text) + "' among the distances", "a number");
        }
    }
}
