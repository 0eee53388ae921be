package io.earlyview.ingestion.receiving;

import com.google.protobuf.ByteString;
import io.earlyview.v1.IntakeReceipt;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.opentelemetry.context.Context;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The streams that gateways keep open. */
@ApplicationScoped
public class IntakeStreams {
    private static final Logger LOG = Logger.getLogger(IntakeStreams.class);

    private final Answering answering;
    private final int allowance;
    private final Set<IntakeStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    IntakeStreams(Answering answering, ReceivingSettings settings, MeterRegistry meters) {
        this.answering = answering;
        this.allowance = settings.inFlightPerStream();
        if (allowance < 1 || allowance > 1024) {
            throw new IllegalArgumentException(
                    "earlyview.ingestion.receiving.in-flight-per-stream is " + allowance + ", it must be 1 to 1024");
        }
        meters.gaugeCollectionSize("earlyview.ingestion.streams.open", Tags.empty(), open);
    }

    /** Opens the stream of one gateway; to be called while gRPC sets the call up. */
    StreamObserver<ByteString> open(ServerCallStreamObserver<IntakeReceipt> gateway) {
        IntakeStream stream =
                new IntakeStream(answering, gateway, Context.current().wrap(lane()), open::remove);
        open.add(stream);
        stream.open(allowance);
        if (draining) {
            stream.drain();
        }
        return stream;
    }

    /** Lets every stream answer what it took and end; streams that open later end at once. */
    public void drain() {
        draining = true;
        LOG.infof("stopping: %d streams answer what they have taken, then end", open.size());
        open.forEach(IntakeStream::drain);
    }

    void stopping(@Observes ShutdownDelayInitiatedEvent event) {
        drain();
    }

    /** One virtual thread: it may block on the broker's client without holding anybody else up. */
    private static ExecutorService lane() {
        return new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(), // holds two tasks for each request of the stream's allowance, not more
                Thread.ofVirtual().name("intake-stream").factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }
}
