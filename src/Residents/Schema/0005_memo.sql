-- メモ (1.1.15): free text of the staff about a person, never printed. Mending and taking back add a row; what stood before stays.
create table residents.memo (
    municipality_code text not null default platform.current_municipality(),
    memo_id           uuid not null,
    version           int not null,
    addressee_number  bigint not null,
    content           text not null,
    withdrawn         boolean not null,
    written_by        text not null,
    written_at        timestamptz not null,
    primary key (municipality_code, memo_id, version)
);
create index on residents.memo (municipality_code, addressee_number, written_at);
call platform.enclose('residents.memo', 'select, insert');
