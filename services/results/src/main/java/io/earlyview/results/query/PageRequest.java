package io.earlyview.results.query;

import io.earlyview.results.domain.ResearchUse;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list is asked for.
 *
 * @param limit at most so many, 1 to 500
 * @param after only what comes after this place of an earlier answer
 */
record PageRequest(int limit, @Nullable Long after) {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 500;

    static PageRequest of(@Nullable String limit, @Nullable String after) {
        return new PageRequest(limit(limit), after(after));
    }

    /** The answer from rows of which one more than the limit was asked for: that one tells whether there is a next part. */
    <R, V> Page<V> of(List<R> rows, Function<R, V> view, ToLongFunction<R> place) {
        boolean more = rows.size() > limit;
        List<R> shown = more ? rows.subList(0, limit) : rows;
        return new Page<>(
                shown.stream().map(view).toList(),
                more ? String.valueOf(place.applyAsLong(shown.getLast())) : null,
                ResearchUse.SENTENCE);
    }

    private static int limit(@Nullable String text) {
        if (text == null) {
            return LIMIT_DEFAULT;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= LIMIT_MAX) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // Refused below, in the same words.
        }
        throw new ProblemException(Problem.badRequest(
                "limit is a whole number from 1 to " + LIMIT_MAX + ", not '" + Quote.of(text) + "'"));
    }

    private static @Nullable Long after(@Nullable String text) {
        try {
            return text == null ? null : Long.valueOf(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    Problem.badRequest("after is the `next` of an earlier answer, not '" + Quote.of(text) + "'"));
        }
    }
}
