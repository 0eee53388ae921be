package io.earlyview.results.domain;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;

/**
 * That something was written which readers may want to see: sent within the transaction that wrote it, received by
 * every instance of this service. Its text is {@code <kind> <id> <id> ...}.
 *
 * @param ids acquisition ids, or names of exams
 */
public record Change(Kind kind, List<String> ids) {
    /** Name of the database's channel. */
    public static final String CHANNEL = "earlyview_results";

    /** What was written. */
    public enum Kind {
        SCORE,
        ACQUISITION,
        RELEASE,
        OPERATING_POINT
    }

    public Change {
        ids = List.copyOf(ids);
    }

    /** The text that {@link #parse} reads. */
    public String text() {
        return kind + " " + String.join(" ", ids);
    }

    /** Reads {@link #text}; refuses anything else. */
    public static Change parse(String text) {
        List<String> words = List.of(text.strip().split(" ", -1));
        return new Change(Kind.valueOf(words.getFirst()), words.subList(1, words.size()));
    }

    /** The same change in parts of at most so many ids: a notification of PostgreSQL holds less than 8,000 bytes. */
    public static List<Change> inParts(Kind kind, Collection<String> ids, int idsMax) {
        List<String> all = List.copyOf(ids);
        return IntStream.iterate(0, from -> from < all.size(), from -> from + idsMax)
                .mapToObj(from -> new Change(kind, all.subList(from, Math.min(all.size(), from + idsMax))))
                .toList();
    }
}
