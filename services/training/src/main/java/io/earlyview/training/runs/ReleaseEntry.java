package io.earlyview.training.runs;

/** The release that a run made. */
public record ReleaseEntry(String releaseId, String artifactSha256, long artifactSize) {}
