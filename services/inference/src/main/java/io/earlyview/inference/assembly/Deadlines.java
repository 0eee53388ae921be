package io.earlyview.inference.assembly;

import java.time.Duration;

/**
 * When an acquisition ends though not every frame has come.
 *
 * @param lateFrames how long nothing may be heard of an acquisition whose sender has said that it has sent the last frame
 * @param silence how long nothing may be heard of an acquisition whose sender has not said that it ended
 * @param forgetting how long an ended acquisition is remembered, so that late frames do not open it again
 */
public record Deadlines(Duration lateFrames, Duration silence, Duration forgetting) {}
