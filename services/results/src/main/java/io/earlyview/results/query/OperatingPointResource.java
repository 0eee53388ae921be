package io.earlyview.results.query;

import io.earlyview.results.domain.OperatingPoint;
import io.earlyview.results.recording.OperatingPointLedger;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Thresholds: read, preview, move. */
@Path("/api/v1/operating-points")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operating points", description = "From which probability on the decision is the positive class")
public class OperatingPointResource {
    private final OperatingPoints points;
    private final ThresholdEffects effects;
    private final OperatingPointLedger ledger;

    OperatingPointResource(OperatingPoints points, ThresholdEffects effects, OperatingPointLedger ledger) {
        this.points = points;
        this.effects = effects;
        this.ledger = ledger;
    }

    @Schema(description = "The threshold to set")
    public record NewThreshold(
            @Schema(description = "In [0, 1]", examples = "0.35") @Nullable
            Double threshold) {}

    @Schema(description = "The operating point that now holds, and what it changed")
    public record Moved(OperatingPointView operatingPoint, ThresholdEffect effect) {}

    @GET
    @Operation(summary = "The operating point of every exam")
    public Uni<List<OperatingPointView>> list() {
        return points.all();
    }

    @GET
    @Path("/{exam}")
    @Operation(summary = "The operating point of an exam")
    public Uni<OperatingPointView> get(@RestPath String exam) {
        return points.of(exam);
    }

    @GET
    @Path("/{exam}/history")
    @Operation(summary = "Changes of an exam's threshold, newest first")
    public Uni<List<OperatingPointChangeView>> history(@RestPath String exam) {
        return points.history(exam);
    }

    @GET
    @Path("/{exam}/effect")
    @Operation(summary = "What a threshold would do to the decisions, without setting it")
    public Uni<ThresholdEffect> effect(
            @RestPath String exam,
            @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.NUMBER) @RestQuery @Nullable
                    String threshold) {
        return points.of(exam)
                .chain(now ->
                        effects.of(now, threshold == null ? now.threshold() : parse(exam, threshold), now.threshold()));
    }

    @PUT
    @Path("/{exam}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Move the threshold of an exam; decisions follow at once, stored scores stay")
    public Uni<Moved> move(@RestPath String exam, @Nullable NewThreshold body) {
        double byDefault = points.binary(exam).threshold();
        double wanted = valid(exam, body == null ? null : body.threshold());
        return points.of(exam).chain(before -> ledger.change(
                        new OperatingPoint(exam, before.classes(), wanted), byDefault)
                .chain(() -> points.of(exam))
                .chain(after -> effects.of(after, wanted, before.threshold()).map(effect -> new Moved(after, effect))));
    }

    private static double parse(String exam, String text) {
        try {
            return valid(exam, Double.valueOf(text));
        } catch (NumberFormatException e) {
            throw new ProblemException(Problem.badRequest(
                    "threshold of " + exam + " is a number in [0, 1], not '" + Quote.of(text) + "'"));
        }
    }

    private static double valid(String exam, @Nullable Double threshold) {
        if (threshold == null) {
            throw new ProblemException(
                    Problem.badRequest("threshold of " + exam + " is a number in [0, 1], and none was given"));
        }
        if (!OperatingPoint.isValid(threshold)) {
            throw new ProblemException(
                    Problem.badRequest("threshold of " + exam + " is a number in [0, 1], not " + threshold));
        }
        return threshold;
    }
}
