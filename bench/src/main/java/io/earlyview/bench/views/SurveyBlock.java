package io.earlyview.bench.views;

import io.earlyview.bench.projections.BinnedViews;
import io.earlyview.gateway.source.simulation.DatscanProtocol;
import io.earlyview.gateway.source.simulation.PreparedHead;
import io.earlyview.gateway.source.simulation.StriatumUptake;
import io.earlyview.gateway.source.simulation.UptakeSurvey;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Simulated heads seen from the same angles: the first opposite pair, which every acquisition begins with, and another
 * pair.
 *
 * @param views their numbers in the protocol
 * @param pixels for each head its views one after the other, binned
 * @param uptakes for each head log(1 + SBR) of right caudate, front and back of the right putamen, then of the left
 */
@SuppressWarnings("ArrayRecordComponent")
record SurveyBlock(int[] views, List<short[]> pixels, List<float[]> uptakes) {
    static final int HEADS = 50;

    static SurveyBlock of(UptakeSurvey survey, int number, long seed) {
        int stop = new SplittableRandom(seed + number).nextInt(1, DatscanProtocol.STOPS);
        int[] views = {0, DatscanProtocol.STOPS, stop, stop + DatscanProtocol.STOPS};
        List<PreparedHead> heads = IntStream.range(0, HEADS)
                .parallel()
                .mapToObj(i -> survey.prepare(number * HEADS + i))
                .toList();
        return new SurveyBlock(
                views,
                heads.parallelStream()
                        .map(head -> BinnedViews.WHOLE.of(head, views))
                        .toList(),
                heads.stream().map(SurveyBlock::uptakes).toList());
    }

    private static float[] uptakes(PreparedHead head) {
        StriatumUptake right = head.patient().right();
        StriatumUptake left = head.patient().left();
        return new float[] {
            (float) Math.log1p(right.caudate()),
            (float) Math.log1p(right.anteriorPutamen()),
            (float) Math.log1p(right.posteriorPutamen()),
            (float) Math.log1p(left.caudate()),
            (float) Math.log1p(left.anteriorPutamen()),
            (float) Math.log1p(left.posteriorPutamen())
        };
    }
}
