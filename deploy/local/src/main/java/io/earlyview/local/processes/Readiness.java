package io.earlyview.local.processes;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Waits until a process answers, and says plainly when it ends or stays silent instead. */
public final class Readiness {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration STEP = Duration.ofMillis(100);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build();

    private Readiness() {}

    /** Until {@code http://localhost:<port>/q/health/ready} answers 200. */
    public static void awaitHttp(ChildProcess process, int port) {
        await(process, () -> answers(port), "ready on port " + port);
    }

    /** Until something listens on the port. */
    public static void awaitPort(ChildProcess process, int port) {
        await(process, () -> listens(port), "listening on port " + port);
    }

    private static void await(ChildProcess process, BooleanSupplier ready, String what) {
        Instant limit = Instant.now().plus(LIMIT);
        while (!ready.getAsBoolean()) {
            if (!process.alive()) {
                throw new IllegalStateException("%s ended while starting. Its last lines (all in %s):%n%s"
                        .formatted(process.name(), process.log(), process.lastWords()));
            }
            if (Instant.now().isAfter(limit)) {
                throw new IllegalStateException("%s is not %s after %d s. Its last lines (all in %s):%n%s"
                        .formatted(process.name(), what, LIMIT.toSeconds(), process.log(), process.lastWords()));
            }
            pause();
        }
    }

    private static boolean answers(int port) {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/health/ready"))
                .timeout(Duration.ofSeconds(3))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false; // not yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for port " + port, e);
        }
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("localhost", port), 500);
            return true;
        } catch (IOException e) {
            return false; // not yet
        }
    }

    private static void pause() {
        try {
            Thread.sleep(STEP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while starting", e);
        }
    }
}
