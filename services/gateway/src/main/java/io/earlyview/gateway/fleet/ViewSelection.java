package io.earlyview.gateway.fleet;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How much of a scan a simulated patient bears. */
public sealed interface ViewSelection {
    /** Every frame of the exam; the scan is completed. */
    record All() implements ViewSelection {}

    /** The frames that a first score needs and no more; the scan is completed. */
    record Needed() implements ViewSelection {}

    /** So many frames in the order of acquisition; then the patient could not go on and the scan is aborted. */
    record First(int views) implements ViewSelection {
        public First {
            if (views < 1) {
                throw new IllegalArgumentException("first " + views + " views, expected at least 1");
            }
        }
    }

    /** From {@code all}, {@code needed} (or {@code 2}, as a DaTscan needs) or {@code first N}, or nothing if it is none of these. */
    static Optional<ViewSelection> parse(String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        Matcher first = Pattern.compile("first[ =:-]?0*([1-9][0-9]{0,3})").matcher(wanted);
        return switch (wanted) {
            case "all" -> Optional.of(new All());
            case "needed", "2" -> Optional.of(new Needed());
            default -> first.matches() ? Optional.of(new First(Integer.parseInt(first.group(1)))) : Optional.empty();
        };
    }
}
