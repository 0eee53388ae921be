package io.earlyview.gateway.streaming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StreamSetUpTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:8081, localhost, 8081, false",
        "' 10.0.0.7:9 ', 10.0.0.7, 9, false",
        "[::1]:8081, [::1], 8081, false",
        "http://ingestion:80, ingestion, 80, false",
        "https://ingestion.example:443, ingestion.example, 443, true"
    })
    void understandsAddresses(String text, String host, int port, boolean tls) {
        assertThat(IngestionAddress.parse(text)).isEqualTo(new IngestionAddress(host, port, tls));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", ":8081", "localhost:", "localhost:x", "ftp://host:1", "host:0", "a b:1"})
    void refusesOthers(String text) {
        assertThatThrownBy(() -> IngestionAddress.parse(text))
                .isInstanceOf(UnusableSetting.class)
                .hasMessageContaining("expected host:port");
    }

    @Test
    void pausesGrowToTheirLimit() {
        var rules = new StreamRules(1, 9, Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofSeconds(1));

        assertThat(rules.pauseBefore(0)).isZero();
        assertThat(rules.pauseBefore(1)).hasMillis(200);
        assertThat(rules.pauseBefore(3)).hasMillis(800);
        assertThat(rules.pauseBefore(6)).hasSeconds(5);
        assertThat(rules.pauseBefore(1000)).hasSeconds(5);
    }
}
