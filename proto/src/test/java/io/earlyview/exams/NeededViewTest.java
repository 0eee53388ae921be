package io.earlyview.exams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.earlyview.exams.ExamDescriptor.NeededView;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeededViewTest {

    @ParameterizedTest
    @CsvSource({
        "0,   0,     0",
        "0,   359,   1",
        "0,   1,     1",
        "359, 0.5,   1.5",
        "180, 0,     180",
        "180, 178.6, 1.4",
        "90,  271,   179",
        "10,  350,   20",
    })
    void distanceGoesTheShortWayRound(double needed, double other, double expected) {
        assertThat(new NeededView(needed, 1.4).distanceDegrees(other)).isCloseTo(expected, within(1e-9));
    }

    @RepeatedTest(200)
    void distanceIsSymmetricBoundedAndUnmovedByWholeTurns(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double a = random.nextDouble(360);
        double b = random.nextDouble(360);
        double distance = new NeededView(a, 1).distanceDegrees(b);
        assertThat(distance).isBetween(0.0, 180.0);
        assertThat(new NeededView(b, 1).distanceDegrees(a)).isCloseTo(distance, within(1e-9));
        assertThat(new NeededView(a, 1).distanceDegrees(b + 360)).isCloseTo(distance, within(1e-9));
    }

    @Test
    void acceptsOnBothSidesOfTheWrap() {
        NeededView anterior = new NeededView(0, 1.4);
        assertThat(anterior.accepts(358.7, 0)).isTrue();
        assertThat(anterior.accepts(1.3, 0)).isTrue();
        assertThat(anterior.accepts(358.5, 0)).isFalse();
        assertThat(anterior.accepts(3, 0)).isFalse();
        assertThat(anterior.accepts(Double.NaN, 0)).isFalse();
    }

    @Test
    void anglesOutsideACircleAreRefused() {
        assertThatThrownBy(() -> new NeededView(360, 1)).hasMessageContaining("360.0 is not in [0, 360)");
        assertThatThrownBy(() -> new NeededView(-1, 1)).hasMessageContaining("-1.0");
        assertThatThrownBy(() -> new NeededView(Double.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new NeededView(0, 0)).hasMessageContaining("tolerance 0.0");
    }
}
