/** The demo: a fleet of simulated scanners against a system of its own, watched and audited from outside. */
@NullMarked
package io.earlyview.local.demo;

import org.jspecify.annotations.NullMarked;
