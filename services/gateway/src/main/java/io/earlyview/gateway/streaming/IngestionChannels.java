package io.earlyview.gateway.streaming;

import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The connections to ingestion. HTTP/2 servers take about a hundred streams a connection, so a fleet needs several. */
final class IngestionChannels implements AutoCloseable {
    private static final int STREAMS_PER_CHANNEL = 50;
    /** A frame is at most 1 MiB. */
    private static final int LARGEST_MESSAGE_BYTES = 2 << 20;

    private static final Duration LONGEST_FAREWELL = Duration.ofSeconds(3);

    private final IngestionAddress address;
    private final List<ClientInterceptor> interceptors;
    private final List<ManagedChannel> channels = new ArrayList<>();
    private int streams;

    IngestionChannels(IngestionAddress address, List<ClientInterceptor> interceptors) {
        this.address = address;
        this.interceptors = List.copyOf(interceptors);
    }

    /** A connection with room for one stream more. */
    synchronized ManagedChannel forAnotherStream() {
        if (streams % STREAMS_PER_CHANNEL == 0 && streams / STREAMS_PER_CHANNEL == channels.size()) {
            channels.add(open());
        }
        streams++;
        return channels.getLast();
    }

    /** Tries the connection; what is wrong if it cannot be made in time. */
    Optional<String> tryConnection(Duration timeout) throws InterruptedException {
        ManagedChannel channel = first();
        long deadline = System.nanoTime() + timeout.toNanos();
        while (true) {
            ConnectivityState state = channel.getState(true);
            if (state == ConnectivityState.READY) {
                return Optional.empty();
            }
            if (state == ConnectivityState.TRANSIENT_FAILURE || state == ConnectivityState.SHUTDOWN) {
                return Optional.of("nothing answers there");
            }
            var moved = new CountDownLatch(1);
            channel.notifyWhenStateChanged(state, moved::countDown);
            if (!moved.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return Optional.of("no answer within " + timeout.toSeconds() + " s");
            }
        }
    }

    @Override
    public synchronized void close() {
        channels.forEach(ManagedChannel::shutdown);
        long deadline = System.nanoTime() + LONGEST_FAREWELL.toNanos();
        for (ManagedChannel channel : channels) {
            try {
                channel.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            channel.shutdownNow();
        }
    }

    private synchronized ManagedChannel first() {
        if (channels.isEmpty()) {
            channels.add(open());
        }
        return channels.getFirst();
    }

    private ManagedChannel open() {
        var builder = NettyChannelBuilder.forAddress(address.host(), address.port())
                .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
                .intercept(interceptors);
        return (address.tls() ? builder.useTransportSecurity() : builder.usePlaintext()).build();
    }
}
