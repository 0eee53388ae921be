package io.earlyview.results.delivery;

import com.google.protobuf.Timestamp;
import io.earlyview.exams.ExamDescriptor;
import io.earlyview.results.query.AcquisitionView;
import io.earlyview.results.query.Acquisitions;
import io.earlyview.results.query.LabelView;
import io.earlyview.results.query.OperatingPoints;
import io.earlyview.results.query.Problem;
import io.earlyview.results.query.ProblemException;
import io.earlyview.v1.Label;
import io.earlyview.v1.LabelSource;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Takes a reader's label and publishes it; the table follows from the topic, as for labels from anywhere else. */
@Path("/api/v1/acquisitions/{id}/labels")
@Tag(name = "Labels", description = "What readers say")
public class LabelResource {
    private static final Logger LOG = Logger.getLogger(LabelResource.class);

    private final MutinyEmitter<Record<String, byte[]>> labels;
    private final Acquisitions acquisitions;
    private final OperatingPoints exams;
    private final Clock clock;

    LabelResource(
            @Channel("given-labels") MutinyEmitter<Record<String, byte[]>> labels,
            Acquisitions acquisitions,
            OperatingPoints exams,
            Clock clock) {
        this.labels = labels;
        this.acquisitions = acquisitions;
        this.exams = exams;
        this.clock = clock;
    }

    @Schema(description = "A reader's verdict")
    public record NewLabel(
            @Schema(description = "One of the exam's classes", examples = "abnormal") @Nullable
            String className,

            @Schema(description = "Whether the reader had seen the score; such labels are kept out of training")
            @Nullable
            Boolean authorSawScore) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @ResponseStatus(202)
    @Operation(summary = "Give a label; it lies on the topic when the answer comes, and in the table soon after")
    public Uni<LabelView> give(@RestPath String id, @Nullable NewLabel body) {
        return acquisitions.of(id).chain(acquisition -> publish(acquisition, body));
    }

    private Uni<LabelView> publish(AcquisitionView acquisition, @Nullable NewLabel body) {
        Instant now = clock.instant();
        Label label = label(acquisition, body, now);
        return labels.send(Record.of(acquisition.acquisitionId(), label.toByteArray()))
                .onFailure()
                .transform(failure -> {
                    LOG.warnf("A label could not be published. failure=%s", failure.getClass());
                    return new ProblemException(Problem.unavailable("the broker does not answer; try again"));
                })
                .replaceWith(new LabelView(label.getClassName(), null, "READER", label.getAuthorSawScore(), now));
    }

    private Label label(AcquisitionView acquisition, @Nullable NewLabel body, Instant now) {
        String exam = acquisition.exam();
        if (exam == null) {
            throw new ProblemException(Problem.badRequest("no message has said yet which exam this acquisition is"));
        }
        ExamDescriptor descriptor = exams.descriptor(exam);
        String classes = String.join(", ", descriptor.target().classes());
        if (body == null || body.className() == null || body.authorSawScore() == null) {
            throw new ProblemException(Problem.badRequest(
                    "a label has className, one of " + classes + ", and authorSawScore, true or false"));
        }
        if (!descriptor.target().classes().contains(body.className())) {
            throw new ProblemException(Problem.badRequest("className of " + exam + " is one of " + classes + ", and "
                    + body.className().length() + " characters that are none of them were given"));
        }
        return Label.newBuilder()
                .setAcquisitionId(acquisition.acquisitionId())
                .setExam(exam)
                .setClassName(body.className())
                .setSource(LabelSource.LABEL_SOURCE_READER)
                .setAuthorSawScore(body.authorSawScore())
                .setLabelledAt(
                        Timestamp.newBuilder().setSeconds(now.getEpochSecond()).setNanos(now.getNano()))
                .build();
    }
}
