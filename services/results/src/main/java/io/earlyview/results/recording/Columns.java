package io.earlyview.results.recording;

import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The rows of a batch turned into one array per column, which {@code unnest} turns back: one statement a batch. */
final class Columns {
    private final List<Object> arrays = new ArrayList<>();

    <T> Columns texts(List<T> rows, Function<T, String> column) {
        return add(rows.stream().map(column).toArray(String[]::new));
    }

    <T> Columns maybeTexts(List<T> rows, Function<T, Optional<String>> column) {
        return add(rows.stream().map(row -> column.apply(row).orElse(null)).toArray(String[]::new));
    }

    <T> Columns numbers(List<T> rows, Function<T, Integer> column) {
        return add(rows.stream().map(column).toArray(Integer[]::new));
    }

    <T> Columns maybeNumbers(List<T> rows, Function<T, Optional<Integer>> column) {
        return add(rows.stream().map(row -> column.apply(row).orElse(null)).toArray(Integer[]::new));
    }

    <T> Columns maybeTruths(List<T> rows, Function<T, Optional<Boolean>> column) {
        return add(rows.stream().map(row -> column.apply(row).orElse(null)).toArray(Boolean[]::new));
    }

    <T> Columns maybeDoubles(List<T> rows, Function<T, Optional<Double>> column) {
        return add(rows.stream().map(row -> column.apply(row).orElse(null)).toArray(Double[]::new));
    }

    <T> Columns truths(List<T> rows, Function<T, Boolean> column) {
        return add(rows.stream().map(column).toArray(Boolean[]::new));
    }

    <T> Columns maybeInstants(List<T> rows, Function<T, Optional<Instant>> column) {
        return add(rows.stream()
                .map(row -> column.apply(row)
                        .map(instant -> instant.atOffset(ZoneOffset.UTC))
                        .orElse(null))
                .toArray(OffsetDateTime[]::new));
    }

    <T> Columns bytes(List<T> rows, Function<T, byte[]> column) {
        return add(rows.stream()
                .map(row -> Buffer.buffer(column.apply(row)).getDelegate())
                .toArray(io.vertx.core.buffer.Buffer[]::new));
    }

    Tuple tuple() {
        return Tuple.from(arrays);
    }

    private Columns add(Object array) {
        arrays.add(array);
        return this;
    }
}
