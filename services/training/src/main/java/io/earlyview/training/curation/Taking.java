package io.earlyview.training.curation;

import io.earlyview.v1.Example;

/** What became of one record. */
sealed interface Taking {
    /** The example is whole. {@code cause} is the record that completed it. */
    record Completed(Example example, RecordPlace cause) implements Taking {}

    /** The example once more, with the views beyond the needed ones. {@code cause} is the last record of them. */
    record Extended(Example example, RecordPlace cause) implements Taking {}

    /** Kept until more comes. */
    record Kept() implements Taking {}

    /** Not needed: another view, another energy window, or an acquisition that already has its example. */
    record NotNeeded() implements Taking {}

    /** Cannot be used. {@code cause} is a stable word, {@code sentence} has the limit and the value. */
    record Refused(String cause, String sentence) implements Taking {}
}
