package io.earlyview.gateway.source.table;

/**
 * One row of a table of labels; blanks around values are gone, missing values are empty.
 *
 * @param line where the row ends in the file, from 1
 */
public record LabelRow(long line, String file, String patient, String label) {}
