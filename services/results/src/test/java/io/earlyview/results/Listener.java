package io.earlyview.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A client of the server-sent events that keeps what it hears, each as {@code name data}. */
final class Listener implements AutoCloseable {
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    Listener(URI events) {
        Thread.ofVirtual().start(() -> read(events));
    }

    private void read(URI events) {
        try (Stream<String> lines = client.send(
                        HttpRequest.newBuilder(events)
                                .header("Accept", "text/event-stream")
                                .build(),
                        HttpResponse.BodyHandlers.ofLines())
                .body()) {
            String[] name = {""};
            lines.forEach(line -> {
                if (line.startsWith("event:")) {
                    name[0] = line.substring(6);
                } else if (line.startsWith("data:")) {
                    heard.add(name[0] + " " + line.substring(5));
                }
            });
        } catch (UncheckedIOException | IOException e) {
            heard.add("ended");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether an event of this name was heard whose data contains the text. */
    boolean heard(String name, String text) {
        return heard.stream().anyMatch(event -> event.startsWith(name + " ") && event.contains(text));
    }

    long count(String name, String text) {
        return heard.stream()
                .filter(event -> event.startsWith(name + " ") && event.contains(text))
                .count();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
