package io.earlyview.gateway.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.earlyview.gateway.domain.Pseudonym;
import io.earlyview.gateway.scores.ScoreAnswer;
import io.earlyview.gateway.streaming.Delivery;
import java.net.URI;
import java.util.Locale;
import picocli.CommandLine;

/** Says what became of a scan, to a person or as JSON. Each method returns the exit code that goes with it. */
final class SendReport {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final CommandLine line;
    private final boolean json;

    SendReport(CommandLine line, boolean json) {
        this.line = line;
        this.json = json;
    }

    int badInput(String sentence) {
        return failed(JSON.createObjectNode().put("outcome", "bad-input"), sentence, ExitCode.BAD_INPUT);
    }

    int unreachable(String address, String problem) {
        return failed(
                JSON.createObjectNode().put("outcome", "unreachable"),
                unreachableSentence(address, problem) + " Nothing was sent.",
                ExitCode.UNREACHABLE);
    }

    static String unreachableSentence(String address, String problem) {
        return "Ingestion at " + address + " cannot be reached (" + problem
                + "). Start the system with `./earlyview up`, or name its address in EARLYVIEW_GATEWAY_INGESTION.";
    }

    int lost(Pseudonym acquisition, String reason) {
        return failed(document(acquisition, "lost"), reason, ExitCode.UNREACHABLE);
    }

    int refused(Pseudonym acquisition, Delivery.Refused refused) {
        return failed(
                document(acquisition, "refused").put("cause", refused.cause().name()),
                "Ingestion refused " + refused.refused()
                        + (refused.refused() == 1 ? " message: " : " messages; the first: ") + refused.explanation(),
                ExitCode.SOME_REFUSED);
    }

    int sent(Pseudonym acquisition, int frames) {
        if (json) {
            line.getOut().println(document(acquisition, "sent").put("frames", frames));
        } else {
            acquisition(acquisition, frames);
        }
        return ExitCode.DONE;
    }

    int scored(Pseudonym acquisition, int frames, ScoreAnswer answer, URI results) {
        return switch (answer) {
            case ScoreAnswer.Scored scored -> probability(acquisition, frames, scored);
            case ScoreAnswer.Answered answered -> answered(acquisition, frames, answered);
            case ScoreAnswer.CannotScore(String cause, String explanation) ->
                withoutScore(
                        document(acquisition, "cannot-score").put("cause", cause),
                        frames,
                        "There is no score (" + cause + "). " + explanation,
                        ExitCode.NO_SCORE);
            case ScoreAnswer.NotYet() ->
                withoutScore(
                        document(acquisition, "no-score-yet"),
                        frames,
                        "The scan was taken, but no score arrived within 30 s. Ask later: " + results
                                + "/api/v1/acquisitions/" + acquisition,
                        ExitCode.NO_SCORE);
            case ScoreAnswer.NoRelease(String exam) ->
                withoutScore(
                        document(acquisition, "no-release"),
                        frames,
                        "The scan was taken, but there is no release for exam '" + exam
                                + "' yet, so nothing scores it. " + "`./earlyview train " + exam + "` makes one.",
                        ExitCode.NO_SCORE);
            case ScoreAnswer.Unavailable(String reason) ->
                withoutScore(
                        document(acquisition, "results-unavailable"),
                        frames,
                        "The scan was taken, but the results service at " + results + " could not tell its score: "
                                + reason + ".",
                        ExitCode.UNREACHABLE);
        };
    }

    private int probability(Pseudonym acquisition, int frames, ScoreAnswer.Scored scored) {
        var out = line.getOut();
        if (json) {
            out.println(document(acquisition, "scored")
                    .put("frames", frames)
                    .put("state", scored.state())
                    .put("probability", scored.probability())
                    .put("positiveClass", scored.positiveClass())
                    .put("decision", scored.decision())
                    .put("releaseId", scored.releaseId())
                    .put("notice", ResearchUse.SENTENCE));
            return ExitCode.DONE;
        }
        acquisition(acquisition, frames);
        out.printf(Locale.ROOT, "Probability  %.3f %s%n", scored.probability(), scored.positiveClass());
        out.println("Decision     " + (scored.decision().isEmpty() ? "none" : scored.decision()));
        out.println("Release      " + scored.releaseId() + " (" + scored.state() + ")");
        out.println(ResearchUse.SENTENCE);
        return ExitCode.DONE;
    }

    private int answered(Pseudonym acquisition, int frames, ScoreAnswer.Answered answered) {
        var out = line.getOut();
        if (json) {
            out.println(document(acquisition, "scored")
                    .put("frames", frames)
                    .put("state", answered.state())
                    .put("said", answered.said())
                    .put("decision", answered.decision())
                    .put("releaseId", answered.releaseId())
                    .put("notice", ResearchUse.SENTENCE));
            return ExitCode.DONE;
        }
        acquisition(acquisition, frames);
        out.println("Answer       " + answered.said());
        if (!answered.decision().isEmpty()) {
            out.println("Decision     " + answered.decision());
        }
        out.println("Release      " + answered.releaseId() + " (" + answered.state() + ")");
        out.println(ResearchUse.SENTENCE);
        return ExitCode.DONE;
    }

    private int withoutScore(ObjectNode document, int frames, String sentence, int exitCode) {
        if (!json) {
            acquisition(new Pseudonym(document.path("acquisitionId").textValue()), frames);
        }
        return failed(document.put("frames", frames), sentence, exitCode);
    }

    private int failed(ObjectNode document, String sentence, int exitCode) {
        if (json) {
            line.getOut().println(document.put("explanation", sentence));
        } else {
            line.getErr().println("earlyview: " + sentence);
        }
        return exitCode;
    }

    private void acquisition(Pseudonym acquisition, int frames) {
        line.getOut().println("Acquisition  " + acquisition + " (" + frames + " frames taken)");
    }

    private static ObjectNode document(Pseudonym acquisition, String outcome) {
        return JSON.createObjectNode().put("outcome", outcome).put("acquisitionId", acquisition.hex());
    }
}
