package io.earlyview.bench.speed;

import io.earlyview.training.fitting.torch.StepSettings;
import io.earlyview.training.fitting.torch.TorchNetwork;

/** The steps that training takes: the same class, the same calls. */
final class DjlSteps implements Steps {
    private final Workload workload;
    private final TorchNetwork network;

    DjlSteps(Workload workload) {
        this.workload = workload;
        this.network = new TorchNetwork(
                workload.network(),
                workload.start(),
                new StepSettings(Workload.CLIP_NORM, workload.recipe().descent().weightDecay(), new float[0]),
                1);
    }

    @Override
    public Timing take(int steps) {
        double firstLoss = Double.NaN;
        long begun = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            double loss = network.step(workload.frames(), workload.targets(), Workload.LEARNING_RATE)
                    .loss();
            firstLoss = i == 0 ? loss : firstLoss;
        }
        return new Timing((System.nanoTime() - begun) / 1e6 / steps, firstLoss);
    }

    @Override
    public void close() {
        network.close();
    }
}
