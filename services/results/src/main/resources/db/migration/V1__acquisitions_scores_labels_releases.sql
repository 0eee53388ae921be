-- What is known of acquisitions and what was said of them. Rows come from topics that have no mutual order: a frame, a
-- score or a label may arrive before the event that started its acquisition, so no table refers to another by a foreign
-- key, and an acquisition's row is made by whatever speaks of it first.

create table acquisition (
    id                text primary key check (id ~ '^[0-9a-f]{32}$'),
    -- Order in which this service first heard of acquisitions: what lists are paged by.
    heard_order       bigint generated always as identity unique,
    exam              text,
    state             text        not null default 'IN_PROGRESS'
                      check (state in ('IN_PROGRESS', 'COMPLETED', 'ABORTED')),
    patient_pseudonym text check (patient_pseudonym ~ '^[0-9a-f]{32}$'),
    scanner_pseudonym text check (scanner_pseudonym ~ '^[0-9a-f]{32}$'),
    expected_frames   integer check (expected_frames between 1 and 4096),
    -- Bit i stands for the frame of index i, so that a frame delivered twice counts once.
    frames_seen       bit(4096)   not null default repeat('0', 4096)::bit(4096),
    frames_received   integer     not null generated always as (bit_count(frames_seen)) stored,
    -- What the sender says it sent, once the acquisition has ended.
    frames_sent       integer,
    abort_reason      text,
    simulated         boolean     not null default false,
    started_at        timestamptz,
    ended_at          timestamptz,
    first_heard_at    timestamptz not null default clock_timestamp()
);
create index acquisition_exam_order on acquisition (exam, heard_order desc);
create index acquisition_state_order on acquisition (state, heard_order desc);

create table score (
    score_id        text primary key check (score_id ~ '^[0-9a-f]{32}$'),
    -- Order in which scores were written: what lists are paged by.
    written_order   bigint generated always as identity unique,
    acquisition_id  text        not null check (acquisition_id ~ '^[0-9a-f]{32}$'),
    exam            text        not null,
    revision        integer     not null check (revision >= 1),
    state           text        not null,
    -- Both are empty where the output is no single probability; `output` says what it is.
    probability     double precision check (probability between 0 and 1),
    positive_class  text,
    output          jsonb       not null,
    release_id      text        not null,
    artifact_sha256 text        not null,
    device          text        not null,
    frames_used     jsonb       not null,
    simulated       boolean     not null,
    acquired_at     timestamptz,
    ingested_at     timestamptz,
    received_at     timestamptz,
    scored_at       timestamptz,
    -- The database's clock at the write, not the service's.
    persisted_at    timestamptz not null default clock_timestamp(),
    -- The message as it was on the topic.
    original        bytea       not null
);
-- The score that holds is the one of the highest revision, whatever order they were written in.
create index score_of_acquisition on score (acquisition_id, revision desc, scored_at desc, score_id);
create index score_exam_order on score (exam, written_order desc);

-- The last label of each acquisition; a tombstone on the topic removes the row.
create table label (
    acquisition_id   text primary key check (acquisition_id ~ '^[0-9a-f]{32}$'),
    exam             text        not null,
    class_name       text,
    quantity         double precision,
    source           text        not null,
    author_saw_score boolean     not null,
    labelled_at      timestamptz,
    check ((class_name is null) <> (quantity is null))
);

create table release (
    exam            text        not null,
    stage           text        not null,
    release_id      text        not null,
    -- Whether it is the last release of its exam and stage on the topic.
    current         boolean     not null,
    artifact_sha256 text        not null,
    released_at     timestamptz,
    -- The manifest in protobuf's JSON form.
    manifest        jsonb       not null,
    primary key (exam, stage, release_id)
);
create unique index release_current on release (exam, stage) where current;

-- Thresholds as they were set, each change a row; the last one of an exam holds. An exam without a row has the default
-- of its descriptor.
create table operating_point (
    change_order        bigint generated always as identity primary key,
    exam                text        not null,
    threshold           double precision not null check (threshold between 0 and 1),
    previous_threshold  double precision not null check (previous_threshold between 0 and 1),
    changed_at          timestamptz not null default clock_timestamp()
);
create index operating_point_exam on operating_point (exam, change_order desc);

-- The history of thresholds says why a decision once read as it did, so nothing may rewrite it.
create function refuse_rewriting() returns trigger language plpgsql as $$
begin
    raise exception 'table % is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger operating_point_append_only before update or delete or truncate on operating_point
    for each statement execute function refuse_rewriting();
