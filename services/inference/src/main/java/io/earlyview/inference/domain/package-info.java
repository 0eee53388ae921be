/** What inference is about: frames, open acquisitions, predictions. Knows java.* only. */
@NullMarked
package io.earlyview.inference.domain;

import org.jspecify.annotations.NullMarked;
