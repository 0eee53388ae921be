package io.earlyview.inference;

import io.earlyview.inference.assembly.Pins;
import io.earlyview.inference.domain.ReleaseReference;
import io.earlyview.inference.release.LoadedRelease;
import io.earlyview.inference.release.Releases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The releases that one worker uses: it holds a lease on each exam's champion and on every release that one of its open
 * acquisitions stays on. New champions are taken between two turns, so that one turn sees one champion.
 */
final class WorkerReleases implements Pins {
    private final Releases releases;
    private final Supplier<Map<String, LoadedRelease>> stage;
    private final Map<String, LoadedRelease> leases = new HashMap<>();
    private Map<String, LoadedRelease> champions = Map.of();
    private int seen = -1;

    private WorkerReleases(Releases releases, Supplier<Map<String, LoadedRelease>> stage) {
        this.releases = releases;
        this.stage = stage;
    }

    /** Champions score. */
    static WorkerReleases champions(Releases releases) {
        return new WorkerReleases(releases, releases::leaseChampions);
    }

    /** Shadows score beside them, as if each were its exam's champion. */
    static WorkerReleases shadows(Releases releases) {
        return new WorkerReleases(releases, releases::leaseShadows);
    }

    /** Takes new champions; returns the exams that have another than before. */
    Set<String> adopt() {
        int changes = releases.changes();
        if (changes == seen) {
            return Set.of();
        }
        seen = changes;
        Map<String, LoadedRelease> next = stage.get();
        Set<String> changed = new HashSet<>();
        next.forEach((exam, release) -> {
            if (champions.get(exam) != release) {
                changed.add(exam);
            }
        });
        next.values().forEach(this::keep);
        champions = next;
        return changed;
    }

    /** Takes a lease into its care; gives it back where it has one on the same release. */
    void keep(LoadedRelease lease) {
        LoadedRelease before = leases.put(lease.reference().releaseId(), lease);
        if (before != null) {
            before.giveBack();
        }
    }

    /** Gives back what no open acquisition stays on and no exam's champion is. */
    void letGo(Set<String> inUse) {
        List<String> idle = new ArrayList<>();
        leases.forEach((id, lease) -> {
            if (!inUse.contains(id) && !champions.containsValue(lease)) {
                idle.add(id);
            }
        });
        idle.forEach(id -> giveBack(leases.remove(id)));
    }

    /** Gives everything back. */
    void letAllGo() {
        Collection<LoadedRelease> all = List.copyOf(leases.values());
        leases.clear();
        champions = Map.of();
        seen = -1;
        all.forEach(LoadedRelease::giveBack);
    }

    private static void giveBack(LoadedRelease lease) {
        if (lease != null) {
            lease.giveBack();
        }
    }

    @Override
    public Optional<ReleaseReference> champion(String exam) {
        return Optional.ofNullable(champions.get(exam)).map(LoadedRelease::reference);
    }

    @Override
    public Optional<ReleaseReference> release(String releaseId) {
        return loaded(releaseId).map(LoadedRelease::reference);
    }

    /** A release to ask. */
    Optional<LoadedRelease> loaded(String releaseId) {
        LoadedRelease lease = leases.get(releaseId);
        if (lease != null || releaseId.isEmpty()) {
            return Optional.ofNullable(lease);
        }
        Optional<LoadedRelease> elsewhere = releases.lease(releaseId);
        elsewhere.ifPresent(this::keep);
        return elsewhere;
    }

    /** Every exam's champion. */
    List<ReleaseReference> champions() {
        return champions.values().stream().map(LoadedRelease::reference).toList();
    }

    /** The exams that have a champion. */
    Set<String> exams() {
        return champions.keySet();
    }
}
