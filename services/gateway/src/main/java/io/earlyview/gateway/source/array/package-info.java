/** What files of numbers have in common, whatever their format: types, shapes, and frames cut out of them. */
@NullMarked
package io.earlyview.gateway.source.array;

import org.jspecify.annotations.NullMarked;
