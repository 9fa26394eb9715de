-- 個人番号 lives here and nowhere else, sealed with a key that is not in the database. The lookup finds an equal number without opening any.
create schema mynumber;
grant usage on schema mynumber to moyai_app;

create table mynumber.individual_number (
    municipality_code text not null default platform.current_municipality(),
    addressee_number  bigint not null,
    sealed            bytea not null,
    lookup            bytea not null,
    recorded_at       timestamptz not null,
    primary key (municipality_code, addressee_number)
);
create index on mynumber.individual_number (municipality_code, lookup);
call platform.enclose('mynumber.individual_number', 'select, insert, update, delete');
