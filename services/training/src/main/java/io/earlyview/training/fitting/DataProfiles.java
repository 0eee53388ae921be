package io.earlyview.training.fitting;

import io.earlyview.exams.Target;
import io.earlyview.training.checks.observation.Acquisition;
import io.earlyview.training.checks.observation.DataProfile;
import io.earlyview.training.checks.observation.DataProfile.Channel;
import io.earlyview.training.checks.observation.DataProfile.Scaled;
import io.earlyview.training.checks.observation.DataProfile.Spacing;
import io.earlyview.training.domain.LabelledExample;
import io.earlyview.training.evaluation.AcquisitionProbe;
import io.earlyview.training.fitting.network.Head;
import io.earlyview.training.fitting.torch.TorchNetwork;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the checks are told of the examples of a run. */
final class DataProfiles {
    private static final int EXAMPLES_LOOKED_AT = 64;
    private static final int EXAMPLES_SCALED = 16;
    private static final double CUBIC_MILLIMETRES_IN_A_MILLILITRE = 1000;

    private DataProfiles() {}

    static DataProfile of(Prepared run, TorchNetwork network) {
        List<LabelledExample> all = run.everything();
        int classes = run.target().classes().size();
        return new DataProfile(
                all.size(),
                (int) all.stream().map(LabelledExample::splitKey).distinct().count(),
                classes == 0
                        ? List.of()
                        : Arrays.stream(Classes.counts(run.train(), classes))
                                .boxed()
                                .toList(),
                channels(run, network),
                Copies.in(run),
                scaled(run),
                spacing(run, all));
    }

    /** Whether how a picture was taken tells its class; nothing for a quantity. */
    static Optional<Acquisition> acquisition(Prepared run) {
        return AcquisitionProbe.of(
                        run.everything(),
                        run.target().classes().size(),
                        run.plan().seed() + 6)
                .map(probe -> new Acquisition(probe.by(), probe.examples(), probe.area(), probe.shuffles(), probe.p()));
    }

    /** Values as the first weights receive them, of some training examples. */
    private static List<Channel> channels(Prepared run, TorchNetwork network) {
        List<LabelledExample> some = run.some(EXAMPLES_LOOKED_AT);
        int channels = run.recipe().network().channelsEntering();
        List<Values> values = Stream.generate(Values::new).limit(channels).toList();
        int atOnce = Math.max(2, Outputs.atOnce(some));
        for (int from = 0; from < some.size(); from += atOnce) {
            List<LabelledExample> part = some.subList(from, Math.min(from + atOnce, some.size()));
            float[] entering = network.entering(Outputs.stacked(part), part.size());
            int each = entering.length / part.size() / channels;
            for (int i = 0; i < entering.length; i++) {
                values.get(i / each % channels).add(entering[i]);
            }
        }
        List<Channel> described = new ArrayList<>();
        for (int i = 0; i < channels; i++) {
            described.add(values.get(i).channel(Integer.toString(i + 1)));
        }
        return described;
    }

    /** By how much the label follows when an example is made as small and as large as the recipe ever does. */
    private static List<Scaled> scaled(Prepared run) {
        double most = run.recipe().augmentation().scale();
        if (most == 0 || !(run.target() instanceof Target.Quantity)) {
            return List.of();
        }
        return run.some(EXAMPLES_SCALED).stream()
                .flatMap(example -> Stream.of(1 - most, 1 + most)
                        .map(scale -> new Scaled(scale * scale * scale, followed(run.targets(), example, scale))))
                .toList();
    }

    private static double followed(Targets targets, LabelledExample example, double scale) {
        double before = targets.of(example, 1);
        double after = targets.of(example, scale);
        return targets.head() instanceof Head.LogVolume
                ? Math.exp((after - before) * targets.line().slope())
                : after / before;
    }

    private static Optional<Spacing> spacing(Prepared run, List<LabelledExample> all) {
        DoubleSummaryStatistics voxels = all.stream()
                .filter(example -> example.spacingMillimetres().length > 0)
                .mapToDouble(example -> example.voxelMillilitres() * CUBIC_MILLIMETRES_IN_A_MILLILITRE)
                .summaryStatistics();
        return voxels.getCount() == 0
                ? Optional.empty()
                : Optional.of(new Spacing(
                        voxels.getMin(),
                        voxels.getMax(),
                        run.head() instanceof Head.LogVolume,
                        run.target() instanceof Target.Quantity,
                        all.stream().allMatch(example -> Arrays.stream(example.spacingMillimetres())
                                .allMatch(millimetres -> millimetres == 1))));
    }

    /** Values of one channel as they come in. */
    private static final class Values {
        private long all;
        private long finite;
        private double sum;
        private double squares;
        private double least = Double.POSITIVE_INFINITY;
        private double greatest = Double.NEGATIVE_INFINITY;

        void add(double value) {
            all++;
            if (Double.isFinite(value)) {
                finite++;
                sum += value;
                squares += value * value;
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }

        Channel channel(String name) {
            double mean = sum / finite;
            double deviation = Math.sqrt(Math.max(0, squares / finite - mean * mean));
            return new Channel(name, mean, deviation, least, greatest, 1 - (double) finite / all);
        }
    }
}
