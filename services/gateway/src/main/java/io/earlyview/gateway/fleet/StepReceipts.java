package io.earlyview.gateway.fleet;

import io.earlyview.gateway.fleet.FleetStep.SimulatedAcquisition;
import io.earlyview.gateway.streaming.Receipt;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns the receipts of one acquisition into steps of the fleet. */
final class StepReceipts {
    private final SimulatedAcquisition of;
    private final FleetListener listener;
    private final AtomicInteger taken = new AtomicInteger();

    StepReceipts(SimulatedAcquisition of, FleetListener listener) {
        this.of = of;
        this.listener = listener;
    }

    void started(Receipt receipt) {
        if (receipt instanceof Receipt.Accepted) {
            listener.step(new FleetStep.Started(of));
        } else {
            other(receipt);
        }
    }

    void frame(Receipt receipt, int index) {
        if (receipt instanceof Receipt.Accepted) {
            listener.step(new FleetStep.FrameTaken(of, index, taken.incrementAndGet()));
        } else {
            other(receipt);
        }
    }

    /** Of the end and the label only a refusal is a step of its own; what is lost is told once, at the end. */
    void other(Receipt receipt) {
        if (receipt instanceof Receipt.Refused(var cause, String explanation)) {
            listener.step(new FleetStep.Refused(of, cause + ": " + explanation));
        }
    }
}
