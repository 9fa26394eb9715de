-- 再転入 is looked for by 住民票コード at every move-in; without this the whole register is read.
create index on residents.resident_version (municipality_code, resident_code) where resident_code is not null;
