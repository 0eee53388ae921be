package io.earlyview.gateway.fleet;

/** Is told each step of a fleet; called from many threads at once. */
@FunctionalInterface
public interface FleetListener {
    /** Something happened. */
    void step(FleetStep step);
}
