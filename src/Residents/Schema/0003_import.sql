-- 取込: what a file brought, row by row checked, before any of it is in the register.
create table residents.import_finding (
    municipality_code text not null default platform.current_municipality(),
    job_id            uuid not null,
    finding_number    int not null,
    row_number        bigint not null,
    field             text not null,
    code              text not null,
    cause             text not null,
    remedy            text not null,
    primary key (municipality_code, job_id, finding_number)
);
call platform.enclose('residents.import_finding', 'select, insert, delete');
