-- Staff, what they may do and until when (JK 10.3, 10.4).
create table platform.section (
    municipality_code text not null default platform.current_municipality(),
    section_code      text not null,
    name              text not null,
    primary key (municipality_code, section_code)
);
call platform.enclose('platform.section', 'select, insert, update');

create table platform.account (
    municipality_code text not null default platform.current_municipality(),
    account_id        uuid not null,
    login_name        text not null,
    display_name      text not null,
    section_code      text not null,
    password_hash     text not null,
    must_change_password boolean not null default false,
    totp_secret       bytea,
    totp_last_step    bigint not null default 0,
    failed_count      int not null default 0,
    locked_until      timestamptz,
    valid_from        date not null,
    valid_to          date,
    primary key (municipality_code, account_id),
    unique (municipality_code, login_name),
    foreign key (municipality_code, section_code) references platform.section
);
call platform.enclose('platform.account', 'select, insert, update');

create table platform.passkey (
    municipality_code text not null default platform.current_municipality(),
    account_id        uuid not null,
    credential_id     bytea not null,
    label             text not null,
    content           jsonb not null,
    created_at        timestamptz not null,
    primary key (municipality_code, account_id, credential_id),
    foreign key (municipality_code, account_id) references platform.account
);
call platform.enclose('platform.passkey', 'select, insert, update, delete');

-- A right is given to a person or to a section, never to a rank, and always for a period.
create table platform.permission_grant (
    municipality_code text not null default platform.current_municipality(),
    grantee           text not null, -- 'account:<id>' or 'section:<code>'
    permission        text not null,
    valid_from        date not null,
    valid_to          date,
    primary key (municipality_code, grantee, permission, valid_from)
);
call platform.enclose('platform.permission_grant', 'select, insert, update');

create table platform.sign_in_session (
    municipality_code text not null default platform.current_municipality(),
    session_hash      bytea not null,
    session_id        uuid not null,
    account_id        uuid not null,
    second_factor     text,
    terminal          text not null,
    created_at        timestamptz not null,
    last_seen_at      timestamptz not null,
    ends_at           timestamptz not null,
    ended_at          timestamptz,
    primary key (municipality_code, session_hash),
    foreign key (municipality_code, account_id) references platform.account
);
create index on platform.sign_in_session (municipality_code, account_id, created_at);
call platform.enclose('platform.sign_in_session', 'select, insert, update');
