package io.earlyview.gateway.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FleetOptionsTest {
    @ParameterizedTest
    @CsvSource({"1x, 1", "600x, 600", "600, 600", "0.5x, 0.5", "MAX, Infinity"})
    void speeds(String text, double factor) {
        assertThat(Speed.parse(text)).contains(new Speed(factor));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "-1x", "fast", "1e9", "x", "NaN"})
    void noSpeeds(String text) {
        assertThat(Speed.parse(text)).isEmpty();
    }

    @Test
    void simulatedTimeIsDividedBySpeed() {
        assertThat(new Speed(600).of(Duration.ofSeconds(30))).hasMillis(50);
        assertThat(new Speed(Double.POSITIVE_INFINITY).of(Duration.ofDays(1))).isZero();
    }

    @Test
    void selectionsOfViews() {
        assertThat(ViewSelection.parse("all")).contains(new ViewSelection.All());
        assertThat(ViewSelection.parse("2")).contains(new ViewSelection.Needed());
        assertThat(ViewSelection.parse("needed")).contains(new ViewSelection.Needed());
        assertThat(ViewSelection.parse("First 17")).contains(new ViewSelection.First(17));
        assertThat(ViewSelection.parse("first17")).contains(new ViewSelection.First(17));
        assertThat(ViewSelection.parse("first 0")).isEmpty();
        assertThat(ViewSelection.parse("3")).isEmpty();
        assertThat(ViewSelection.parse("first")).isEmpty();
    }

    @Test
    void aStoppedFleetDoesNotWait() throws InterruptedException {
        var stop = new CountDownLatch(1);
        var pace = new Pace(new Speed(1), stop);
        stop.countDown();

        assertThat(pace.sleep(Duration.ofDays(100))).isFalse();
    }
}
