package io.earlyview.gateway.domain;

/**
 * A verdict on a scan.
 *
 * @param className one of the exam's classes
 * @param authorSawScore whether its author had seen EarlyView's score; such labels are kept out of training
 */
public record ScanLabel(String className, Author author, boolean authorSawScore) {
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
