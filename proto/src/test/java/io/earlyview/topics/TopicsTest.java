package io.earlyview.topics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

    @Test
    void namesAreWhatIsWrittenInDeploymentsAndNotFreeToChange() {
        assertThat(Topics.allNames())
                .containsExactly(
                        "acquisitions",
                        "acquisitions.dead",
                        "frames",
                        "frames.dead",
                        "assembly",
                        "assembly.dead",
                        "scores",
                        "scores.dead",
                        "shadow-scores",
                        "shadow-scores.dead",
                        "labels",
                        "labels.dead",
                        "examples",
                        "examples.dead",
                        "models",
                        "models.dead");
    }

    @Test
    void whatIsDeletedSaysWhenAndWhatIsOnlyCompactedStays() {
        assertThat(Arrays.stream(Topics.values())).allSatisfy(topic -> {
            List<String> policies =
                    List.of(topic.settings().get("cleanup.policy").split(","));
            long retention = Long.parseLong(topic.settings().get("retention.ms"));
            assertThat(retention > 0).as(topic.topicName()).isEqualTo(policies.contains("delete"));
        });
    }

    @Test
    void whatLabelsAndErasureRestOnIsCompacted() {
        assertThat(List.of(Topics.LABELS, Topics.EXAMPLES, Topics.MODELS))
                .allSatisfy(topic -> assertThat(topic.settings()).containsEntry("cleanup.policy", "compact"));
    }

    @Test
    void deadLettersAreKeptForAYearOfQuestions() {
        assertThat(Arrays.stream(Topics.values())).allSatisfy(topic -> {
            assertThat(topic.deadLetterSettings()).containsEntry("cleanup.policy", "delete");
            assertThat(Long.parseLong(topic.deadLetterSettings().get("retention.ms")))
                    .isGreaterThan(Duration.ofDays(365).toMillis());
        });
    }

    @Test
    void aFrameOfOneMebibyteFitsWithItsEnvelopeAndSoDoesItsDeadLetter() {
        assertThat(Integer.parseInt(Topics.FRAMES.settings().get("max.message.bytes")))
                .isGreaterThan((1 << 20) + 4096);
        assertThat(Integer.parseInt(Topics.FRAMES.deadLetterSettings().get("max.message.bytes")))
                .isGreaterThan((1 << 20) + 4096);
    }

    @Test
    void theKeyOfAStageIsLowerCase() {
        assertThat(Topics.modelsKey("datscan", "CHAMPION")).isEqualTo("datscan/champion");
    }

    @Test
    void aReleasesOwnRecordIsToldFromAStagesByItsKey() {
        String key = Topics.releaseKey("datscan", "datscan-20261125-0a1b2c3d");

        assertThat(key).isEqualTo("datscan/release/datscan-20261125-0a1b2c3d");
        assertThat(Topics.isReleaseKey(key)).isTrue();
        assertThat(Topics.isReleaseKey(Topics.modelsKey("datscan", "champion"))).isFalse();
    }
}
