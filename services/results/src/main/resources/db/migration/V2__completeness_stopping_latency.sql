-- What a score lacks, whether the scan may stop, and where its time went. All of it is empty in rows from before, and in
-- those of releases that do not say it.
alter table score
    -- The second file of a release that takes a set of frames.
    add column head_sha256        text,
    add column frames_expected    integer check (frames_expected >= 0),
    add column frames_missing     integer check (frames_missing >= 0),
    add column degraded           boolean,
    add column stop_limit         double precision check (stop_limit between 0 and 1),
    add column stop_risk_at_most  double precision check (stop_risk_at_most between 0 and 1),
    add column assembled_at       timestamptz,
    add column compute_started_at timestamptz,
    add column published_at       timestamptz;
