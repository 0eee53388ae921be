/** What an exam is, read from its YAML descriptor. Part of the contract: every service reads the same file. */
@NullMarked
package io.earlyview.exams;

import org.jspecify.annotations.NullMarked;
