-- Between the password and the second factor: the browser holds a random token, the table its hash. Good once.
create table platform.sign_in_step (
    municipality_code text not null default platform.current_municipality(),
    step_hash         bytea not null,
    account_id        uuid not null,
    terminal          text not null,
    passkey_state     text,
    created_at        timestamptz not null,
    ends_at           timestamptz not null,
    done_at           timestamptz,
    primary key (municipality_code, step_hash),
    foreign key (municipality_code, account_id) references platform.account
);
create index on platform.sign_in_step (municipality_code, ends_at);
call platform.enclose('platform.sign_in_step', 'select, insert, update, delete');

-- A second factor that its owner has begun to enrol and not yet proved to hold.
create table platform.second_factor_enrolment (
    municipality_code text not null default platform.current_municipality(),
    account_id        uuid not null,
    kind              text not null check (kind in ('totp', 'passkey')),
    totp_secret       bytea,
    passkey_state     text,
    passkey_options   text,
    ends_at           timestamptz not null,
    primary key (municipality_code, account_id, kind),
    foreign key (municipality_code, account_id) references platform.account
);
call platform.enclose('platform.second_factor_enrolment', 'select, insert, update, delete');
