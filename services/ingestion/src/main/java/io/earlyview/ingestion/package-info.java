/** Joins the steps: what is received is validated, then published. Holds no rule of its own. */
@NullMarked
package io.earlyview.ingestion;

import org.jspecify.annotations.NullMarked;
