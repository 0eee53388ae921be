package io.earlyview.inference;

import io.earlyview.inference.assembly.AssemblyRestore;
import io.earlyview.inference.domain.OpenAcquisition;
import io.earlyview.inference.release.LoadedRelease;
import io.earlyview.inference.release.ReleaseLoading;
import io.earlyview.inference.release.Releases;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Reads the state of partitions that came, beside the scoring thread, so that those that it has already do not pause. The
 * releases that acquisitions stay on are loaded with it.
 */
final class Restoring {
    private final Set<Integer> partitions;
    private final FutureTask<Restored> task;

    /** What was committed, with a lease on every release that is needed and can be had. */
    record Restored(Map<Integer, Collection<OpenAcquisition>> acquisitions, List<LoadedRelease> leases) {}

    private Restoring(Set<Integer> partitions, FutureTask<Restored> task) {
        this.partitions = partitions;
        this.task = task;
    }

    static Restoring start(
            Set<Integer> partitions, AssemblyRestore restore, Releases releases, ReleaseLoading loading) {
        FutureTask<Restored> task = new FutureTask<>(() -> {
            Map<Integer, Collection<OpenAcquisition>> acquisitions = restore.read(partitions);
            Set<String> needed = new HashSet<>();
            acquisitions.values().forEach(all -> all.stream()
                    .filter(one -> one.pinned() && !one.closed())
                    .forEach(one -> needed.add(one.releaseId())));
            List<LoadedRelease> leases = new ArrayList<>();
            needed.forEach(id -> releases.leaseOrLoad(id, loading).ifPresent(leases::add));
            return new Restored(acquisitions, leases);
        });
        Thread.ofPlatform().daemon().name("restoring").start(task);
        return new Restoring(partitions, task);
    }

    Set<Integer> partitions() {
        return partitions;
    }

    boolean done() {
        return task.isDone();
    }

    /** What was read; throws what reading threw. */
    Restored get() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while restoring");
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException plain ? plain : new CompletionException(e.getCause());
        }
    }
}
