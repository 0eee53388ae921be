package io.earlyview.inference.intake;

import io.earlyview.inference.domain.AcquisitionWord;
import io.earlyview.inference.domain.ReceivedFrame;
import io.earlyview.inference.domain.RefusedRecord;

/** What a record of the broker is found to be. */
public sealed interface Decoded {
    /** A frame of a known exam that is what it says. */
    record AFrame(int partition, ReceivedFrame frame) implements Decoded {}

    /** A sender's word on the life of an acquisition. */
    record AWord(int partition, AcquisitionWord word) implements Decoded {}

    /** Nothing that can be taken; goes to the dead-letter topic. */
    record Refused(RefusedRecord refused) implements Decoded {}
}
