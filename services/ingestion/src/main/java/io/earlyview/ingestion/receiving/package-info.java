/** Keeps gateways' gRPC streams: order, back-pressure, receipts. Must not know rules, exams or topics. */
@NullMarked
package io.earlyview.ingestion.receiving;

import org.jspecify.annotations.NullMarked;
