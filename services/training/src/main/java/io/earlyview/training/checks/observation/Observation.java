package io.earlyview.training.checks.observation;

/** Something measured on a run, given to the rules in the order in which it happens. */
public sealed interface Observation
        permits DataProfile, OneBatch, Opening, Step, WeightUpdate, UnitActivity, EpochEnd, Outcome {}
