package io.earlyview.ingestion.receiving;

import io.earlyview.v1.IntakeReceipt;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.ArrayList;
import java.util.List;

/** The gateway's side of a stream, with a tap that the test turns. */
final class GatewayDouble extends ServerCallStreamObserver<IntakeReceipt> {
    final List<IntakeReceipt> receipts = new ArrayList<>();
    int requested;
    boolean ready = true;
    boolean completed;
    Status failure;
    private Runnable onReady = () -> {};
    private Runnable onCancel = () -> {};

    List<Long> sequences() {
        return receipts.stream().map(IntakeReceipt::getSequence).toList();
    }

    void becomeReady() {
        ready = true;
        onReady.run();
    }

    void cancel() {
        onCancel.run();
    }

    @Override
    public void onNext(IntakeReceipt receipt) {
        receipts.add(receipt);
    }

    @Override
    public void onError(Throwable t) {
        failure = Status.fromThrowable(t);
    }

    @Override
    public void onCompleted() {
        completed = true;
    }

    @Override
    public boolean isReady() {
        return ready;
    }

    @Override
    public void request(int count) {
        requested += count;
    }

    @Override
    public void setOnReadyHandler(Runnable handler) {
        onReady = handler;
    }

    @Override
    public void setOnCancelHandler(Runnable handler) {
        onCancel = handler;
    }

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public void setCompression(String compression) {}

    @Override
    public void setMessageCompression(boolean enable) {}

    @Override
    public void disableAutoInboundFlowControl() {}

    @Override
    public void disableAutoRequest() {}
}
