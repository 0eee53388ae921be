/**
 * The commands a person types: options, what is printed, exit codes. The only package that knows all others; it
 * decides the order of steps and computes nothing itself.
 */
@NullMarked
package io.earlyview.gateway.command;

import org.jspecify.annotations.NullMarked;
