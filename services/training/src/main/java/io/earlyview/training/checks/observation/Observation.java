package io.earlyview.training.checks.observation;

/** Something measured on a run, given to the rules in the order in which it happens. */
public sealed interface Observation
        permits DataProfile,
                Acquisition,
                OneBatch,
                Opening,
                Step,
                WeightUpdate,
                EarlyLook,
                UnitActivity,
                EpochEnd,
                Outcome,
                Separation {}
