package io.earlyview.results.delivery;

import io.earlyview.results.domain.ResearchUse;

/**
 * One server-sent event.
 *
 * @param name {@code ready}, {@code score}, {@code acquisition}, {@code release}, {@code operating-point},
 *     {@code resync} or {@code heartbeat}
 * @param json the data
 */
record Event(String name, String json) {

    /** The first event of each stream: what happens from now on will be heard. */
    static Event ready() {
        return new Event("ready", "{\"researchUse\":\"" + ResearchUse.SENTENCE + "\"}");
    }

    /** Events were missed: read everything again. */
    static Event resync() {
        return new Event("resync", "{}");
    }

    /** Says only that the connection lives; an event and no comment, since scripts in browsers see no comments. */
    static Event heartbeat() {
        return new Event("heartbeat", "{}");
    }
}
