package io.earlyview.bench.views;

/** One way of reading the first opposite pair, and how it did. {@code note}: what it learned from, in words. */
record Reader(String name, String note, Stage stage) {}
