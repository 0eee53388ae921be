package io.earlyview.inference.release;

import io.earlyview.v1.ReleaseManifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The releases of this process: the champion and the shadow of each exam, those that older acquisitions stay on, and what
 * the topic tells of all others, from which one can be loaded again. Any thread may ask.
 */
@ApplicationScoped
public class Releases {
    private static final Logger LOG = Logger.getLogger(Releases.class);

    private final Map<String, LoadedRelease> champions = new HashMap<>();
    private final Map<String, LoadedRelease> shadows = new HashMap<>();
    /** Whoever holds a lease keeps its release alive; this only finds it. */
    private final Map<String, LoadedRelease> loaded = new HashMap<>();

    private final Map<String, ReleaseManifest> manifests = new HashMap<>();
    private volatile int changes;
    private volatile boolean caughtUp;

    /** Grows with every champion or shadow that comes or goes. */
    public int changes() {
        return changes;
    }

    /** Whether every release that was there at the start has been taken or refused. */
    public boolean caughtUp() {
        return caughtUp;
    }

    void catchUp() {
        caughtUp = true;
    }

    /** What the topic tells of a release, whoever it is. */
    synchronized void know(ReleaseManifest manifest) {
        manifests.put(manifest.getReleaseId(), manifest);
    }

    /** Takes the release that will score the next acquisitions of its exam, with the caller's lease. */
    synchronized void champion(LoadedRelease release) {
        replace(champions, release.reference().exam(), release);
    }

    /** Takes the release that scores beside an exam's champion, with the caller's lease; none ends the one before. */
    synchronized void shadow(String exam, @Nullable LoadedRelease release) {
        replace(shadows, exam, release);
    }

    private void replace(Map<String, LoadedRelease> stage, String exam, @Nullable LoadedRelease release) {
        LoadedRelease before = release == null ? stage.remove(exam) : stage.put(exam, release);
        if (release != null) {
            loaded.put(release.reference().releaseId(), release);
        }
        if (before != null) {
            before.giveBack();
        }
        changes++;
    }

    /** A lease on each exam's champion. */
    public synchronized Map<String, LoadedRelease> leaseChampions() {
        return leases(champions);
    }

    /** A lease on each exam's shadow. */
    public synchronized Map<String, LoadedRelease> leaseShadows() {
        return leases(shadows);
    }

    private static Map<String, LoadedRelease> leases(Map<String, LoadedRelease> stage) {
        Map<String, LoadedRelease> leases = new HashMap<>();
        stage.forEach((exam, release) -> {
            LoadedRelease lease = release.lease();
            if (lease != null) {
                leases.put(exam, lease);
            }
        });
        return leases;
    }

    /** A lease on a release that is loaded. */
    public synchronized Optional<LoadedRelease> lease(String releaseId) {
        LoadedRelease release = loaded.get(releaseId);
        if (release == null) {
            return Optional.empty();
        }
        Optional<LoadedRelease> lease = Optional.ofNullable(release.lease());
        if (lease.isEmpty()) {
            loaded.remove(releaseId);
        }
        return lease;
    }

    /** A lease on a release that acquisitions stay on, loaded anew where nobody has it; takes as long as that takes. */
    public Optional<LoadedRelease> leaseOrLoad(String releaseId, ReleaseLoading loading) {
        Optional<LoadedRelease> there = lease(releaseId);
        if (there.isPresent()) {
            return there;
        }
        ReleaseManifest manifest = manifest(releaseId);
        if (manifest == null) {
            LOG.errorf("Release %s, on which open acquisitions stay, is not in topic models", releaseId);
            return Optional.empty();
        }
        try {
            LoadedRelease release = loading.load(manifest);
            LOG.infof("Release loaded again for acquisitions that stay on it: release=%s", releaseId);
            synchronized (this) {
                loaded.put(releaseId, release);
            }
            return Optional.of(release);
        } catch (RefusedRelease e) {
            LOG.errorf("Release %s, on which open acquisitions stay, is refused: %s", releaseId, e.getMessage());
            return Optional.empty();
        }
    }

    private synchronized @Nullable ReleaseManifest manifest(String releaseId) {
        return manifests.get(releaseId);
    }

    /** The release id in use by exam. */
    public synchronized Map<String, String> championIds() {
        Map<String, String> ids = new HashMap<>();
        champions.forEach((exam, release) -> ids.put(exam, release.reference().releaseId()));
        return ids;
    }

    /** The exams that have a champion. */
    public synchronized Set<String> exams() {
        return new HashSet<>(champions.keySet());
    }
}
