package io.earlyview.training.release;

/** An ONNX file in the store: 64 lower-case hexadecimal digits, and its size in bytes. */
public record Artifact(String sha256, long size) {}
