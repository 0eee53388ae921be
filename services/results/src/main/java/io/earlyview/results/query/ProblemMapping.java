package io.earlyview.results.query;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/** Every failure of a request as a problem; what a failure looks like inside stays in the log. */
class ProblemMapping {
    private static final Logger LOG = Logger.getLogger(ProblemMapping.class);
    private static final List<String> AWAY = List.of("08", "53", "55", "57");

    @ServerExceptionMapper
    Response problem(ProblemException failure) {
        return answer(failure.problem());
    }

    @ServerExceptionMapper
    Response unreadable(MismatchedInputException failure) {
        return answer(unreadableBody());
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException failure) {
        int status = failure.getResponse().getStatus();
        return answer(
                switch (status) {
                    case 400 -> unreadableBody();
                    case 404 -> Problem.notFound("nothing is served at this path");
                    case 405 -> Problem.unsupported(status, "this path does not take this method");
                    case 406 -> Problem.unsupported(status, "this path does not answer in the media type asked for");
                    case 415 -> Problem.unsupported(status, "this path takes application/json");
                    default -> Problem.unsupported(status, "the request cannot be served");
                });
    }

    @ServerExceptionMapper
    Response anything(Throwable failure) {
        if (isDatabaseAway(failure)) {
            LOG.warnf("A request could not be answered, the database does not. failure=%s", failure.getClass());
            return answer(Problem.unavailable("the database does not answer; try again"));
        }
        LOG.error("A request met a mistake in this service.", failure);
        return answer(Problem.mistake());
    }

    private static Problem unreadableBody() {
        return Problem.badRequest("the body is not the JSON object that this path takes");
    }

    /**
     * Connections refused or cut, pool exhausted, server shutting down (57), out of resources (53) or closed (55). What
     * says so may be wrapped.
     */
    private static boolean isDatabaseAway(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (saysDatabaseIsAway(cause)) {
                return true;
            }
        }
        return false;
    }

    private static boolean saysDatabaseIsAway(Throwable cause) {
        return switch (cause) {
            case PgException refused -> isAway(refused.getSqlState());
            case SQLException refused -> isAway(refused.getSQLState());
            case IOException broken -> true;
            case TimeoutException tooLong -> true;
            case VertxException broken -> true;
            default -> cause.getClass().getName().endsWith("NoStackTraceThrowable");
        };
    }

    private static boolean isAway(@Nullable String sqlState) {
        return sqlState != null && AWAY.stream().anyMatch(sqlState::startsWith);
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
