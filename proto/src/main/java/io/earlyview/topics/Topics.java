package io.earlyview.topics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The topics of EarlyView: name, how old records go, and for how long they stay. Every record's key is the acquisition
 * id, but for {@link #MODELS}, whose keys are {@code <exam>/<stage>}, {@code <exam>/release/<release id>} and
 * {@code <exam>/refused/<release id>/<instance>}. Partitions are a cluster's choice, with one rule:
 * {@link #ACQUISITIONS}, {@link #FRAMES} and {@link #ASSEMBLY} have equally many, since inference owns them together.
 */
public enum Topics {
    ACQUISITIONS("acquisitions", "delete", 400, 1 << 20),
    /** One frame a record. Raw frames are large and are needed only until training has curated them. */
    FRAMES("frames", "delete", 7, 2 << 20),
    /** State of open acquisitions; deletion also ends what compaction would keep for ever. */
    ASSEMBLY("assembly", "compact,delete", 7, 16 << 20),
    SCORES("scores", "delete", 400, 1 << 20),
    /** What a shadow release said, beside the champion's scores. Nobody's result. */
    SHADOW_SCORES("shadow-scores", "delete", 30, 1 << 20),
    LABELS("labels", "compact", -1, 1 << 20),
    EXAMPLES("examples", "compact", -1, 16 << 20),
    MODELS("models", "compact", -1, 1 << 20);

    private static final int DEAD_LETTER_DAYS = 400;
    private static final String RELEASE = "/release/";
    private static final String REFUSED = "/refused/";

    private final String topicName;
    private final String cleanUp;
    private final int retentionDays;
    private final int maxMessageBytes;

    Topics(String topicName, String cleanUp, int retentionDays, int maxMessageBytes) {
        this.topicName = topicName;
        this.cleanUp = cleanUp;
        this.retentionDays = retentionDays;
        this.maxMessageBytes = maxMessageBytes;
    }

    /** The topic's name on the broker. */
    public String topicName() {
        return topicName;
    }

    /** The topic's settings as Kafka names them: clean-up, retention, largest record. */
    public Map<String, String> settings() {
        return settings(cleanUp, retentionDays, maxMessageBytes);
    }

    /** The settings of the dead-letter topic: kept long, and a little larger, since the cause comes on top. */
    public Map<String, String> deadLetterSettings() {
        return settings("delete", DEAD_LETTER_DAYS, maxMessageBytes + (1 << 20));
    }

    private static Map<String, String> settings(String cleanUp, int retentionDays, int maxMessageBytes) {
        return Map.of(
                "cleanup.policy",
                cleanUp,
                "retention.ms",
                retentionDays < 0 ? "-1" : Long.toString(retentionDays * 86_400_000L),
                "max.message.bytes",
                Integer.toString(maxMessageBytes));
    }

    /** The topic that takes what could not be processed: original bytes and cause. */
    public String deadLetterName() {
        return topicName + ".dead";
    }

    /** Every topic's name, dead-letter topics included. */
    public static List<String> allNames() {
        return Arrays.stream(values())
                .flatMap(topic -> Stream.of(topic.topicName, topic.deadLetterName()))
                .toList();
    }

    /** Key of a record of {@link #MODELS}, such as {@code datscan/champion}. */
    public static String modelsKey(String exam, String stage) {
        return exam + "/" + stage.toLowerCase(Locale.ROOT);
    }

    /** Key of a release's own record in {@link #MODELS}, such as {@code datscan/release/datscan-20261125-0a1b2c3d}. */
    public static String releaseKey(String exam, String releaseId) {
        return exam + RELEASE + releaseId;
    }

    /** Whether a key of {@link #MODELS} is a release's own record: what is known of it, whatever its stage. */
    public static boolean isReleaseKey(String key) {
        return key.contains(RELEASE);
    }

    /** Key of the word of one inference process that it does not take a release. */
    public static String refusalKey(String exam, String releaseId, String instance) {
        return exam + REFUSED + releaseId + "/" + instance;
    }

    /** Whether a key of {@link #MODELS} is a refusal's: its value is a {@code ReleaseRefusal}. */
    public static boolean isRefusalKey(String key) {
        return key.contains(REFUSED);
    }
}
