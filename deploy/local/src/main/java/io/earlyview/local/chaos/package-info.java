/** Kills parts of a system of its own at random moments while simulated scanners stream into it, and has it audited. */
@NullMarked
package io.earlyview.local.chaos;

import org.jspecify.annotations.NullMarked;
