package io.earlyview.gateway.fleet;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How fast simulated time runs.
 *
 * @param factor 1 is real time, 600 is ten minutes in a second, infinity does not wait at all
 */
public record Speed(double factor) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(\\.[0-9]{1,3})?)x?");

    public Speed {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("speed " + factor + ", expected more than 0");
        }
    }

    /** From {@code 1x}, {@code 600x} or {@code max}, or nothing if it is none of these. */
    public static Optional<Speed> parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        if (wanted.equals("max")) {
            return Optional.of(new Speed(Double.POSITIVE_INFINITY));
        }
        var form = FORM.matcher(wanted);
        double factor = form.matches() ? Double.parseDouble(form.group(1)) : 0;
        return factor > 0 ? Optional.of(new Speed(factor)) : Optional.empty();
    }

    /** How long a simulated time lasts. */
    Duration of(Duration simulated) {
        return Duration.ofNanos((long) (simulated.toNanos() / factor));
    }
}
