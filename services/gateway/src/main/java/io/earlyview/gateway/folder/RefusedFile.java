package io.earlyview.gateway.folder;

/**
 * A file or row that was not taken.
 *
 * @param file as the table names it
 * @param reason one sentence for the person who made the table
 */
public record RefusedFile(String file, String reason) {}
