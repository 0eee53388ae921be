package io.earlyview.training.release;

import com.google.protobuf.util.Timestamps;
import io.earlyview.v1.ReleaseManifest;
import io.earlyview.v1.ReleaseRefusal;
import io.earlyview.v1.ReleaseStage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All releases at one moment.
 *
 * @param byId each release's last manifest; also the champions that were published before releases had records of their own
 * @param champions by exam
 * @param shadows the releases that score beside the champion, by exam
 * @param refusals what processes of inference said of releases that they do not take
 */
public record Releases(
        Map<String, ReleaseManifest> byId,
        Map<String, ReleaseManifest> champions,
        Map<String, ReleaseManifest> shadows,
        List<ReleaseRefusal> refusals) {

    public Releases {
        Map<String, ReleaseManifest> all = new TreeMap<>(byId);
        champions.values().forEach(champion -> all.put(champion.getReleaseId(), champion));
        // Somebody else may have written a champion: what inference follows is what counts.
        Map<String, ReleaseManifest> followed = champions;
        all.replaceAll((id, manifest) -> isChampion(manifest, followed) || !stagedAsChampion(manifest)
                ? manifest
                : manifest.toBuilder()
                        .setStage(ReleaseStage.RELEASE_STAGE_RETIRED)
                        .build());
        byId = Map.copyOf(all);
        champions = Map.copyOf(champions);
        shadows = Map.copyOf(shadows);
        refusals = List.copyOf(refusals);
    }

    /** The release of this id. */
    public Optional<ReleaseManifest> find(String releaseId) {
        return Optional.ofNullable(byId.get(releaseId));
    }

    /** The release whose scores are published. */
    public Optional<ReleaseManifest> champion(String exam) {
        return Optional.ofNullable(champions.get(exam));
    }

    /** The release that scores beside the champion. */
    public Optional<ReleaseManifest> shadow(String exam) {
        return Optional.ofNullable(shadows.get(exam));
    }

    /** Who does not take this release, and why; in order of the processes' names. */
    public List<ReleaseRefusal> refusalsOf(String releaseId) {
        return refusals.stream()
                .filter(refusal -> refusal.getReleaseId().equals(releaseId))
                .sorted(Comparator.comparing(ReleaseRefusal::getInstance))
                .toList();
    }

    /** All of an exam, or of every exam where the name is empty; the latest first. */
    public List<ReleaseManifest> of(String exam) {
        return byId.values().stream()
                .filter(manifest -> exam.isEmpty() || manifest.getExam().equals(exam))
                .sorted(Comparator.comparing(ReleaseManifest::getReleasedAt, Timestamps.comparator())
                        .reversed()
                        .thenComparing(ReleaseManifest::getReleaseId))
                .toList();
    }

    private static boolean isChampion(ReleaseManifest manifest, Map<String, ReleaseManifest> champions) {
        ReleaseManifest champion = champions.get(manifest.getExam());
        return champion != null && champion.getReleaseId().equals(manifest.getReleaseId());
    }

    private static boolean stagedAsChampion(ReleaseManifest manifest) {
        return manifest.getStage() == ReleaseStage.RELEASE_STAGE_CHAMPION;
    }
}
