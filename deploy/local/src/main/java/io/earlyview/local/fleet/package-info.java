/** Simulated scanners as processes of the gateway, followed through what they print of their receipts. */
@NullMarked
package io.earlyview.local.fleet;

import org.jspecify.annotations.NullMarked;
