-- Change feed: written with the change, given a position only once nothing older can still appear.
create table platform.feed_outbox (
    municipality_code text not null default platform.current_municipality(),
    entry_id          uuid not null,
    position          bigint not null default platform.transaction_position(),
    sequence          bigint not null generated always as identity,
    kind              text not null,
    addressee_number  bigint,
    household_number  bigint,
    version           int,
    flags             text[] not null,
    at                timestamptz not null,
    primary key (municipality_code, entry_id)
);
create index on platform.feed_outbox (municipality_code, position, sequence);
call platform.enclose('platform.feed_outbox', 'select, insert, delete');

create table platform.feed (
    municipality_code text not null default platform.current_municipality(),
    feed_number       bigint not null,
    entry_id          uuid not null,
    kind              text not null,
    addressee_number  bigint,
    household_number  bigint,
    version           int,
    flags             text[] not null,
    at                timestamptz not null,
    primary key (municipality_code, feed_number)
);
call platform.enclose('platform.feed', 'select, insert');

-- A write from outside is answered once: the same key gives the same answer.
create table platform.idempotency (
    municipality_code text not null default platform.current_municipality(),
    account_id        uuid not null,
    key               text not null,
    operation         text not null,
    request_hash      bytea not null,
    receipt           jsonb not null,
    at                timestamptz not null,
    primary key (municipality_code, account_id, key)
);
call platform.enclose('platform.idempotency', 'select, insert');

create table platform.job (
    municipality_code text not null default platform.current_municipality(),
    job_id            uuid not null,
    kind              text not null,
    title             text not null,
    state             text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
    account_id        uuid,
    actor             text not null,
    section_code      text not null,
    terminal          text not null,
    arguments         jsonb not null,
    source_count      bigint not null default 0,
    taken_count       bigint not null default 0,
    done_count        bigint not null default 0,
    refused_count     bigint not null default 0,
    attempt           int not null default 0,
    lease_until       timestamptz,
    created_at        timestamptz not null,
    started_at        timestamptz,
    finished_at       timestamptz,
    message           text not null default '',
    primary key (municipality_code, job_id)
);
create index on platform.job (municipality_code, state, created_at);
call platform.enclose('platform.job', 'select, insert, update');

create table platform.stored_file (
    municipality_code text not null default platform.current_municipality(),
    file_id           uuid not null,
    name              text not null,
    length            bigint not null,
    sha256            bytea not null,
    created_at        timestamptz not null,
    primary key (municipality_code, file_id)
);
call platform.enclose('platform.stored_file', 'select, insert, delete');

create table platform.file_chunk (
    municipality_code text not null default platform.current_municipality(),
    file_id           uuid not null,
    chunk_number      int not null,
    content           bytea not null,
    primary key (municipality_code, file_id, chunk_number)
);
call platform.enclose('platform.file_chunk', 'select, insert, delete');
