package io.earlyview.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final StringWriter out = new StringWriter();
    private final AtomicLong nanos = new AtomicLong(-5);

    @Test
    void isRedrawnInPlaceOnATerminal() {
        ProgressLine line = line(true);
        after(Duration.ofSeconds(1));
        line.show(100, "3 refused");
        line.show(101, "unseen: too soon after");
        after(Duration.ofSeconds(9));
        line.show(200, "");
        line.end();

        assertThat(out.toString())
                .startsWith("\r[######..................] 100 of 400 scans, 100.0 a second, 0:03 left, 3 refused")
                .contains("\r[############............] 200 of 400 scans, 20.0 a second, 0:10 left           ")
                .endsWith(System.lineSeparator())
                .doesNotContain("unseen");
    }

    @Test
    void isPrintedNowAndThenElsewhereAndAlwaysAtTheEnd() {
        ProgressLine line = line(false);
        after(Duration.ofSeconds(4));
        line.show(1, "");
        after(Duration.ofSeconds(2));
        line.show(2, "");
        line.show(400, "");
        line.end();

        assertThat(out.toString().lines().toList())
                .containsExactly(
                        "2 of 400 scans, 0.3 a second, 19:54 left", "400 of 400 scans, 66.7 a second, 0:00 left");
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private ProgressLine line(boolean terminal) {
        return new ProgressLine(new PrintWriter(out, true), terminal, "scans", 400, nanos::get);
    }
}
