package io.earlyview.gateway.domain;

/**
 * A verdict on a scan.
 *
 * @param value one of the exam's classes, or a quantity
 * @param authorSawScore whether its author had seen EarlyView's score; such labels are kept out of training
 */
public record ScanLabel(LabelValue value, Author author, boolean authorSawScore) {
    /** Who gave the label. */
    public enum Author {
        /** A person who read the images. */
        READER,
        /** A table that came with a folder of files. */
        TABLE,
        /** A simulated reader, with a simulated reader's mistakes. */
        SIMULATOR
    }
}
