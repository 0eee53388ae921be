package io.earlyview.gateway.domain;

import java.util.Optional;

/** Millimetres between planes, rows and columns; 0 where the source does not say. */
public record Spacing(double planes, double rows, double columns) {
    /** The source does not say. */
    public static final Spacing UNKNOWN = new Spacing(0, 0, 0);

    /** Whether the source said it. */
    public boolean known() {
        return planes > 0;
    }

    /** Whether another source that says something says the same, to a thousandth. */
    public boolean agreesWith(Spacing other) {
        return !known()
                || !other.known()
                || near(planes, other.planes) && near(rows, other.rows) && near(columns, other.columns);
    }

    private static boolean near(double one, double other) {
        return Math.abs(one - other) <= 0.001 * one;
    }

    /** As a person writes it; {@link #read} takes it. */
    public String text() {
        return planes + " " + rows + " " + columns;
    }

    /** Three numbers above 0 with blanks or one of {@code ,;x} between them, such as {@code 0.8,0.5,0.5}. */
    public static Optional<Spacing> read(String text) {
        String[] parts = text.strip().split("[,;x\\s]+");
        if (parts.length != 3) {
            return Optional.empty();
        }
        double[] values = new double[3];
        for (int i = 0; i < 3; i++) {
            try {
                values[i] = Double.parseDouble(parts[i]);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
            if (!(values[i] > 0 && Double.isFinite(values[i]))) {
                return Optional.empty();
            }
        }
        return Optional.of(new Spacing(values[0], values[1], values[2]));
    }
}
