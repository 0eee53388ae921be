package io.earlyview.gateway.streaming;

import java.net.URI;
import java.net.URISyntaxException;

/** Where ingestion listens. */
record IngestionAddress(String host, int port, boolean tls) {
    /** From {@code host:port} or {@code https://host:port}. */
    static IngestionAddress parse(String text) {
        String address = text.strip();
        try {
            var uri = new URI(address.contains("://") ? address : "http://" + address);
            String host = uri.getHost();
            boolean known = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (host != null && uri.getPort() > 0 && known) {
                return new IngestionAddress(host, uri.getPort(), uri.getScheme().equals("https"));
            }
        } catch (URISyntaxException e) {
            // Said below, in one sentence for all forms of nonsense.
        }
        throw new UnusableSetting(
                "earlyview.gateway.ingestion is '" + address + "', expected host:port or https://host:port");
    }

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
