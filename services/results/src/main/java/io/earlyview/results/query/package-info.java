/**
 * What was written, as JSON: REST resources and the views they answer with. Decisions are made here, at read time, with
 * the threshold that holds now. Knows no topic; writes nothing but operating points.
 */
@NullMarked
package io.earlyview.results.query;

import org.jspecify.annotations.NullMarked;
