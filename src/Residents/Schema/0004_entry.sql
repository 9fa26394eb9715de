-- 入力端末 is where a change was typed. The terminal of the approver would tell who approved (4.0.8).
alter table residents.provisional_change add column entry_terminal text not null default '';
-- 再転入 is looked for by 住民票コード in every version of every record.
create index on residents.resident_version (municipality_code, resident_code) where resident_code is not null;
