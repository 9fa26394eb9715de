-- The municipality wall. Every table that holds a municipality's data leads its key with municipality_code and is
-- enclosed: row level security forced, for the owner too, by a function that raises when no municipality is set.
create schema if not exists platform;
grant usage on schema platform to moyai_app;

create function platform.current_municipality() returns text
language plpgsql stable parallel safe as $$
declare
    code text := current_setting('moyai.municipality', true);
begin
    if code is null or code = '' then
        raise exception 'no municipality is set for this transaction' using errcode = 'MY001';
    end if;
    return code;
end $$;

-- A transaction's place in time, comparable across a restore: the epoch is raised whenever a database is restored
-- into a cluster whose transaction ids are lower (they do not survive dump and restore).
-- Never below what is already committed: of two changes of one person, the one that waited for the other comes later,
-- even where its transaction began first.
create function platform.transaction_position() returns bigint
language sql stable parallel safe as $$
    select (coalesce(nullif(current_setting('moyai.epoch', true), ''), '1')::bigint << 48) 
           + greatest(pg_current_xact_id()::text::bigint, pg_snapshot_xmax(pg_current_snapshot())::text::bigint - 1)
$$;

-- Everything before this position is visible now and will never grow.
create function platform.settled_position() returns bigint
language sql stable as $$
    select (coalesce(nullif(current_setting('moyai.epoch', true), ''), '1')::bigint << 48)
           + pg_snapshot_xmin(pg_current_snapshot())::text::bigint
$$;

create procedure platform.enclose(target regclass, rights text)
language plpgsql as $$
begin
    execute format('alter table %s enable row level security', target);
    execute format('alter table %s force row level security', target);
    execute format('create policy municipality_wall on %s using (municipality_code = platform.current_municipality()) with check (municipality_code = platform.current_municipality())', target);
    execute format('grant %s on %s to moyai_app', rights, target);
end $$;
