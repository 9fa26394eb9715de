-- 仮登録: a change that is entered but not decided. A table of its own, so that nothing else can see it (4.0.8).
create table residents.provisional_change (
    municipality_code text not null default platform.current_municipality(),
    change_id         uuid not null,
    reception_number  bigint not null,
    kind              text not null,
    state             text not null default 'waiting' check (state in ('waiting', 'approved', 'returned', 'withdrawn')),
    household_number  bigint,
    content           jsonb not null,
    alerts            text[] not null,
    entered_by        uuid,
    entered_login     text not null,
    entered_name      text not null,
    entered_at        timestamptz not null,
    entry_place       text not null,
    return_reason     text,
    addressee_numbers bigint[] not null default '{}',
    primary key (municipality_code, change_id)
);
create index on residents.provisional_change (municipality_code, state, entered_at);
call platform.enclose('residents.provisional_change', 'select, insert, update');

-- 交付履歴 (1.3.8): kept for the municipality's period; there is no way to delete it within that.
create table residents.certificate_issue (
    municipality_code text not null default platform.current_municipality(),
    issue_id          uuid not null,
    issue_number      text not null,
    issued_at         timestamptz not null,
    place             text not null,
    kind              text not null,
    household_number  bigint not null,
    addressee_numbers bigint[] not null,
    items             text[] not null,
    pages             int not null,
    terminal          text not null,
    account_id        uuid,
    login_name        text not null,
    official_use      boolean not null,
    document_sha256   bytea not null,
    primary key (municipality_code, issue_id),
    unique (municipality_code, issue_number)
);
create index on residents.certificate_issue (municipality_code, issued_at desc);
create index on residents.certificate_issue (municipality_code, household_number, issued_at desc);
call platform.enclose('residents.certificate_issue', 'select, insert');

-- 処分情報: that a wrongly issued copy was destroyed.
create table residents.certificate_disposal (
    municipality_code text not null default platform.current_municipality(),
    issue_id          uuid not null,
    disposed_at       timestamptz not null,
    login_name        text not null,
    reason            text not null,
    primary key (municipality_code, issue_id),
    foreign key (municipality_code, issue_id) references residents.certificate_issue
);
call platform.enclose('residents.certificate_disposal', 'select, insert');

-- The printed page itself, for the minutes between issuing and printing; then it is gone.
create table residents.certificate_document (
    municipality_code text not null default platform.current_municipality(),
    issue_id          uuid not null,
    account_id        uuid,
    content           bytea not null,
    keep_until        timestamptz not null,
    primary key (municipality_code, issue_id)
);
create index on residents.certificate_document (municipality_code, keep_until);
call platform.enclose('residents.certificate_document', 'select, insert, delete');
