/**
 * Carries acquisitions to ingestion over gRPC: bounded, acknowledged, resumed after a cut. Knows pseudonyms and pixels
 * only; never a file, a folder or a patient.
 */
@NullMarked
package io.earlyview.gateway.streaming;

import org.jspecify.annotations.NullMarked;
