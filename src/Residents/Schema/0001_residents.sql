-- 住民記録: whole-row snapshots keyed (municipality, 宛名番号, 履歴番号). A change adds a row; no row ever changes (1.2.1).
-- The columns are the items of standards/residents/items.csv; a test compares the two.
create schema residents;
grant usage on schema residents to moyai_app;

create table residents.resident_version (
    municipality_code text not null default platform.current_municipality(),
    addressee_number bigint not null,
    version int not null check (version > 0),
    household_number bigint not null,
    status text not null,
    kind text not null,
    name text,
    name_latin text,
    former_name text,
    alias text,
    alias_recorded_on date,
    alias_recorded_at text,
    alias_removed_on date,
    alias_removed_at text,
    kana text,
    kana_state text,
    former_name_kana text,
    former_name_kana_state text,
    alias_kana text,
    alias_kana_state text,
    birth text,
    birth_unknown boolean,
    birth_shown text,
    sex text,
    head_name text,
    relation text,
    member_order int,
    honseki text,
    head_of_family_register text,
    became_resident text,
    became_resident_unknown boolean,
    became_resident_shown text,
    address_code text,
    machiaza_id text,
    postal_code text,
    address_town text,
    address_lot text,
    address_building text,
    address_since text,
    address_since_unknown boolean,
    address_since_shown text,
    notified_on date,
    previous_address text,
    previous_address_code text,
    previous_postal_code text,
    last_registered_address text,
    on_electoral_roll boolean,
    health_insurance boolean,
    health_insurance_from date,
    health_insurance_to date,
    elderly_care boolean,
    elderly_care_from date,
    elderly_care_to date,
    nursing_care boolean,
    nursing_care_from date,
    nursing_care_to date,
    pension boolean,
    pension_number text,
    pension_class text,
    pension_class_changed_on date,
    pension_from date,
    pension_to date,
    child_allowance_from text,
    child_allowance_to text,
    resident_code text,
    became_foreign_resident text,
    became_foreign_resident_unknown boolean,
    became_foreign_resident_shown text,
    alien_registration_on text,
    alien_registration_on_unknown boolean,
    alien_registration_on_shown text,
    nationality text,
    residence_class text,
    residence_status text,
    residence_period text,
    residence_until date,
    residence_card_number text,
    special_permanent_number text,
    landing_period text,
    provisional_stay_period text,
    suppressed boolean,
    card_state text,
    adult_ward boolean,
    signature_serial text,
    authentication_serial text,
    change_reason text,
    changed_on text,
    changed_on_unknown boolean,
    changed_on_shown text,
    processed_on date,
    declared_on date,
    informed_on date,
    requested_on date,
    entry_place text,
    entry_terminal text,
    notes text,
    remarks text,
    removal_reason text,
    event_on text,
    event_on_unknown boolean,
    event_on_shown text,
    planned_address text,
    planned_address_code text,
    planned_postal_code text,
    confirmed_address text,
    confirmed_address_code text,
    confirmed_postal_code text,
    removal_notified_on date,
    move_in_notice_on date,
    moved_out_on date,
    recorded_at timestamptz not null,
    recorded_by text not null,
    primary key (municipality_code, addressee_number, version)
);
call platform.enclose('residents.resident_version', 'select, insert');

-- Which snapshot is the current one, and in which household; kept by the operation that adds a snapshot.
create table residents.resident (
    municipality_code text not null default platform.current_municipality(),
    addressee_number  bigint not null,
    version           int not null,
    household_number  bigint not null,
    status            text not null,
    suppressed        boolean not null,
    primary key (municipality_code, addressee_number),
    foreign key (municipality_code, addressee_number, version) references residents.resident_version deferrable initially deferred
);
create index on residents.resident (municipality_code, household_number, addressee_number);
create index on residents.resident_version (municipality_code, household_number, addressee_number);
call platform.enclose('residents.resident', 'select, insert, update');

-- Folded keys for search. Behind the wall only leakproof operators may use an index, and those of arrays are not:
-- so one row per key, found by equality or range, already in kana order (docs/adr/0006).
create table residents.search_key (
    municipality_code text not null default platform.current_municipality(),
    kind              smallint not null,
    key               text collate "C" not null,
    sort              text collate "C" not null,
    addressee_number  bigint not null,
    standing          smallint not null, -- 0 now, 1 an earlier name or address of a resident, 2 of a removed person
    primary key (municipality_code, kind, key, sort, addressee_number) include (standing)
) with (fillfactor = 90);
create index on residents.search_key (municipality_code, addressee_number);
call platform.enclose('residents.search_key', 'select, insert, delete');

-- Serial numbers of 宛名番号, 世帯番号 and the 発行番号 of a day and terminal.
create table residents.serial (
    municipality_code text not null default platform.current_municipality(),
    name              text not null,
    last              bigint not null,
    primary key (municipality_code, name)
);
call platform.enclose('residents.serial', 'select, insert, update');
