package io.earlyview.gateway.source.table;

/**
 * One row of a table of labels; blanks around values are gone, missing values are empty.
 *
 * @param line where the row ends in the file, from 1
 * @param spacing millimetres between planes, rows and columns, as the table writes them
 */
public record LabelRow(long line, String file, String patient, String label, String spacing) {}
