package io.earlyview.results.query;

import io.earlyview.results.domain.ResearchUse;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.ColumnTransformer;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A row of the releases, read only. */
@Entity
@Immutable
@Table(name = "release")
@IdClass(ReleaseRow.Key.class)
class ReleaseRow {
    /** A release once for each exam and stage that it ever held. */
    record Key(String exam, String stage, String releaseId) {}

    @Id
    @Column(name = "exam")
    private String exam;

    @Id
    @Column(name = "stage")
    private String stage;

    @Id
    @Column(name = "release_id")
    private String releaseId;

    @Column(name = "current", nullable = false)
    private boolean holdsStage;

    @Column(name = "artifact_sha256", nullable = false)
    private String artifactSha256;

    @Column(name = "released_at")
    private @Nullable Instant releasedAt;

    /** As the text it is answered with. */
    @Column(name = "manifest", nullable = false, columnDefinition = "jsonb")
    @ColumnTransformer(read = "manifest::text")
    private String manifest;

    ReleaseView view() {
        return new ReleaseView(
                exam, stage, releaseId, holdsStage, artifactSha256, releasedAt, manifest, ResearchUse.SENTENCE);
    }
}
