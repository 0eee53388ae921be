package io.earlyview.local.audit;

import com.google.protobuf.InvalidProtocolBufferException;
import io.earlyview.exams.ExamCatalogue;
import io.earlyview.topics.Topics;
import io.earlyview.v1.ReleaseKind;
import io.earlyview.v1.ReleaseManifest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Compares what gateways hold receipts for with what an independent, read-committed subscriber of topic {@code scores} is
 * given, with the tables of results, and with the examples that training has kept.
 */
public final class ScoreAudit implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final ExamCatalogue exams = ExamCatalogue.bundled();
    private final TopicReader scores;
    private final TopicReader examples;
    private final TopicReader models;
    private final DatabaseReader database;
    private final SubscriberView topic = new SubscriberView();
    private final Set<String> exampleIds = new HashSet<>();
    private final Set<String> setReleases = new HashSet<>();
    private final Set<String> championOfSets = new HashSet<>();

    /** @param databaseUrl for JDBC */
    public ScoreAudit(String bootstrapServers, String databaseUrl) {
        this.scores = new TopicReader(Topics.SCORES, bootstrapServers);
        this.examples = new TopicReader(Topics.EXAMPLES, bootstrapServers);
        this.models = new TopicReader(Topics.MODELS, bootstrapServers);
        this.database = new DatabaseReader(databaseUrl);
    }

    /**
     * Looks until nothing is missing and no further score comes, or patience ends; what is missing then is lost.
     *
     * @param sent all that was sent, and no more is sent meanwhile
     * @param seen what a subscriber was given live, acquisition id by score id: it may not vanish
     */
    public AuditReport settled(Collection<SentAcquisition> sent, Map<String, String> seen, Duration patience)
            throws InterruptedException {
        long begin = System.nanoTime();
        int before = -1;
        while (true) {
            long look = System.nanoTime();
            AuditReport report = look(sent, seen);
            boolean quiet = report.lost() == 0 && report.scores() == before;
            if (quiet || System.nanoTime() - begin > patience.toNanos()) {
                return report;
            }
            before = report.scores();
            // A look at much takes long; it must not be all that the machine does.
            TimeUnit.NANOSECONDS.sleep(Math.max(BETWEEN_LOOKS.toNanos(), System.nanoTime() - look));
        }
    }

    private AuditReport look(Collection<SentAcquisition> sent, Map<String, String> seen) {
        models.readOn(this::takeManifest);
        scores.readOn(record -> topic.take(Revision.of(record.value())));
        examples.readOn(record -> exampleIds.add(record.key()));
        try {
            StoredView stored = new StoredView(topic);
            database.scores(stored::take);
            Kept kept = new Kept(database.acquisitions(), exampleIds, setReleases, championOfSets);
            return report(sent, seen, topic, stored, kept, exams);
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be audited: " + e.getMessage(), e);
        }
    }

    private void takeManifest(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null || Topics.isRefusalKey(record.key())) {
            return;
        }
        ReleaseManifest manifest;
        try {
            manifest = ReleaseManifest.parseFrom(record.value());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException("record " + record.key() + " of topic models is no ReleaseManifest", e);
        }
        boolean set = manifest.getKind() == ReleaseKind.RELEASE_KIND_SET;
        if (set) {
            setReleases.add(manifest.getReleaseId());
        }
        if (set && record.key().equals(Topics.modelsKey(manifest.getExam(), "champion"))) {
            championOfSets.add(manifest.getExam());
        }
    }

    static AuditReport report(
            Collection<SentAcquisition> sent,
            Map<String, String> seen,
            SubscriberView topic,
            StoredView stored,
            Kept kept,
            ExamCatalogue exams) {
        List<Finding> findings = new ArrayList<>(topic.findings());
        findings.addAll(topic.vanished(seen));
        findings.addAll(stored.findings());
        int frames = 0;
        for (SentAcquisition acquisition : sent) {
            frames += acquisition.accepted().size();
            kept.missing(acquisition, exams.find(acquisition.exam()).orElseThrow(), topic)
                    .forEach(sentence -> findings.add(Finding.lost(acquisition.id(), sentence)));
        }
        return new AuditReport(sent.size(), frames, topic.records(), topic.firstFrames(), findings);
    }

    @Override
    public void close() {
        scores.close();
        examples.close();
        models.close();
    }
}
