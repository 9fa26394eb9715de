-- Who touched whom, when, why: append-only for the application, authenticated row by row, sealed in a chain of batches.
create table platform.access_record (
    municipality_code text not null default platform.current_municipality(),
    record_id         uuid not null,
    position          bigint not null default platform.transaction_position(),
    at                timestamptz not null,
    account_id        uuid,
    actor             text not null,
    section_code      text not null,
    terminal          text not null,
    operation         text not null,
    purpose           text not null,
    legal_basis       text not null,
    outcome           text not null,
    persons           bigint[] not null,
    items             text[] not null,
    detail            text not null,
    mac               bytea not null,
    primary key (municipality_code, record_id)
);
create index on platform.access_record (municipality_code, position);
create index on platform.access_record (municipality_code, at desc);
call platform.enclose('platform.access_record', 'select, insert');

create table platform.access_seal (
    municipality_code text not null default platform.current_municipality(),
    seal_number       bigint not null,
    sealed_at         timestamptz not null,
    upto_position     bigint not null,
    record_ids        uuid[] not null,
    previous_hash     bytea not null,
    hash              bytea not null,
    primary key (municipality_code, seal_number)
);
call platform.enclose('platform.access_seal', 'select, insert');
