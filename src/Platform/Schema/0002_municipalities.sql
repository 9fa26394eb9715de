-- Which municipalities live here and in which database (placement). No personal data; the same for everyone.
create table platform.municipality (
    municipality_code text primary key check (municipality_code ~ '^[0-9]{6}$'),
    name              text not null,
    prefecture        text not null,
    colour            text not null default 'blue-900',
    is_demo           boolean not null default false,
    live_since        timestamptz not null default now()
);
create table platform.placement (
    municipality_code text primary key references platform.municipality,
    database_name     text not null default 'main'
);
grant select on platform.municipality, platform.placement to moyai_app;

-- 市区町村長: the name and title printed under the 認証文, with its period.
create table platform.certifier (
    municipality_code text not null,
    valid_from        date not null,
    title             text not null,
    name              text not null,
    primary key (municipality_code, valid_from)
);
call platform.enclose('platform.certifier', 'select, insert');
