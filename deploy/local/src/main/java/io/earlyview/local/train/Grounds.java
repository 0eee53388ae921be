package io.earlyview.local.train;

import picocli.CommandLine.Option;

/** What every decision about a release has to say: why, and whose it is. */
final class Grounds {
    @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "why, for the record")
    private String reason = "";

    @Option(
            names = "--by",
            paramLabel = "NAME",
            defaultValue = "${sys:user.name}",
            description = "who (default: ${DEFAULT-VALUE})")
    private String by = "";

    String reason() {
        return reason;
    }

    String by() {
        return by;
    }
}
