-- A search asks of everyone it found by which other keys they would be found too; with the keys inside, it never leaves the index.
drop index residents.search_key_municipality_code_addressee_number_idx;
create index on residents.search_key (municipality_code, addressee_number, kind, key) include (standing);
