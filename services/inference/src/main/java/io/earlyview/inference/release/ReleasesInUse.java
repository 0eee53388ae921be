package io.earlyview.inference.release;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The champion of each exam. A release that is ready is offered by the thread that loaded it and adopted by the scoring
 * thread between two batches, which then closes the one before: so no network is closed while it runs, and no lock is
 * taken per score.
 */
@ApplicationScoped
public class ReleasesInUse {
    private final Map<String, LoadedRelease> offered = new ConcurrentHashMap<>();
    private final Map<String, LoadedRelease> adopted = new HashMap<>();
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /** Makes a release ready for adoption. One offered before and never adopted is closed. */
    void offer(LoadedRelease release) {
        LoadedRelease overtaken = offered.put(release.reference().exam(), release);
        if (overtaken != null) {
            overtaken.close();
        }
    }

    /** Scoring thread only: takes what was offered and closes what it replaces. Returns the exams with a new champion. */
    public Set<String> adopt() {
        Set<String> changed = new HashSet<>();
        for (String exam : offered.keySet()) {
            LoadedRelease next = offered.remove(exam);
            if (next != null) {
                LoadedRelease before = adopted.put(exam, next);
                names.put(exam, next.reference().releaseId());
                if (before != null) {
                    before.close();
                }
                changed.add(exam);
            }
        }
        return changed;
    }

    /** Scoring thread only: the release that scores this exam. */
    public Optional<LoadedRelease> champion(String exam) {
        return Optional.ofNullable(adopted.get(exam));
    }

    /** Scoring thread only: the exams that have a champion. */
    public Set<String> exams() {
        return Set.copyOf(adopted.keySet());
    }

    /** Any thread: the release id in use by exam. */
    public Map<String, String> releaseIds() {
        return Map.copyOf(names);
    }
}
