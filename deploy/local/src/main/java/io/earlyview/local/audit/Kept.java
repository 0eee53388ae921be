package io.earlyview.local.audit;

import io.earlyview.exams.ExamDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What became of acquisitions beside their scores.
 *
 * @param rows table {@code acquisition} by id
 * @param examples keys of topic {@code examples}
 * @param setReleases releases that score every frame, by id; the others score the needed frames once
 * @param championOfSets exams whose champion is such a release
 */
record Kept(
        Map<String, AcquisitionRow> rows, Set<String> examples, Set<String> setReleases, Set<String> championOfSets) {

    /** A row of table {@code acquisition}. */
    record AcquisitionRow(boolean ended, int framesReceived, boolean labelled) {}

    /** What is missing of an acquisition. */
    List<String> missing(SentAcquisition sent, ExamDescriptor exam, SubscriberView topic) {
        List<String> missing = new ArrayList<>();
        AcquisitionHistory history = topic.of(sent.id()).orElse(null);
        boolean scorable = sent.scorable(exam);
        if (scorable && (history == null || !history.scored())) {
            missing.add("all needed frames were accepted, and there is no score");
        }
        if (history == null) {
            if (sent.ended() && !scorable && championOfSets.contains(sent.exam())) {
                missing.add("it ended without the needed frames, and no score says so");
            }
        } else if (setReleases.contains(history.last().releaseId())) {
            missing.addAll(ofSet(sent, history));
        }
        missing.addAll(inDatabase(sent));
        if (scorable && !examples.contains(sent.id())) {
            missing.add("all needed frames were accepted, and there is no example to train on");
        }
        return missing;
    }

    private static List<String> ofSet(SentAcquisition sent, AcquisitionHistory history) {
        List<String> missing = new ArrayList<>();
        if (sent.ended() && !history.last().ended()) {
            missing.add(
                    "its end was accepted, and revision " + history.last().number() + ", the last, does not say so");
        }
        Set<Integer> without = sent.without(history.last().frames());
        if (history.scored() && !without.isEmpty()) {
            missing.add("frames " + without + " were accepted, and revision "
                    + history.last().number() + ", the last, does not rest on them");
        }
        return missing;
    }

    private List<String> inDatabase(SentAcquisition sent) {
        AcquisitionRow row = rows.get(sent.id());
        if (row == null) {
            return List.of("the database has no row of it");
        }
        List<String> missing = new ArrayList<>();
        if (sent.ended() && !row.ended()) {
            missing.add("its end was accepted, and the database has it in progress");
        }
        if (row.framesReceived() < sent.accepted().size()) {
            missing.add(
                    sent.accepted().size() + " frames were accepted, and the database counts " + row.framesReceived());
        }
        if (sent.labelled() && !row.labelled()) {
            missing.add("its label was accepted, and the database has none");
        }
        return missing;
    }
}
