-- migrate:up
set local lock_timeout = '3s';

-- How often which class of work may be done, per whom. A class may have several limits: all of them hold.
create table rate_classes (
  key text not null,
  per text not null,
  rate integer not null,
  hours integer not null default 1,
  burst integer not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rate_classes_pkey primary key (key, per),
  constraint rate_classes_key_is_a_name check (key ~ '^[a-z][a-z_]{0,39}$'),
  constraint rate_classes_per_is_known
  check (per in ('person', 'address', 'account', 'family', 'cause', 'recipient')),
  constraint rate_classes_rate_is_sane check (rate between 1 and 1000000),
  constraint rate_classes_hours_are_a_day_at_most check (hours between 1 and 24),
  constraint rate_classes_burst_is_sane check (burst between 1 and 1000000)
);
insert into rate_classes (key, per, rate, hours, burst) values
('create', 'person', 1200, 1, 300),
('mail', 'person', 600, 1, 200),
('export', 'person', 60, 1, 30),
('match', 'person', 600, 1, 100),
('sign_in', 'account', 20, 1, 30), ('sign_in', 'address', 300, 1, 100),
('code', 'account', 20, 1, 30), ('code', 'address', 300, 1, 100),
('sign_up', 'address', 30, 1, 30),
('refresh', 'family', 60, 1, 20), ('refresh', 'address', 3000, 1, 300);

alter table rate_classes enable row level security;
alter table rate_classes force row level security;
create trigger touch_updated_at before update on rate_classes
for each row execute function app.touch_updated_at();
select app.audit_table('rate_classes', 'key,per');
create policy rate_classes_admin on rate_classes to admin using (true) with check (true);
create policy rate_classes_service on rate_classes for select to service using (true);
create policy rate_classes_internal on rate_classes for select to app_internal using (true);
grant select, update (rate, burst) on rate_classes to admin;
grant select on rate_classes to service, app_internal;
-- NOTE: which classes there are, and per whom, is for the code to say; an administrator says how much.
comment on table rate_classes is
'Limits by class of work: rate per so many hours, and how much of it at once (burst). Changed by administrators.';
comment on column rate_classes.per is
'person (without a token: their address), address, account (an account''s name and an address), family (of refresh '
'tokens), cause (who caused a mail, with who gets it), recipient (of a mail).';

-- When what was done will be forgotten: tat is the theoretical arrival time of GCRA. Unlogged: after a crash everybody
-- begins anew, and no limit is worth a write-ahead log.
create unlogged table rate_buckets (
  key text constraint rate_buckets_pkey primary key,
  tat timestamptz not null,
  created_at timestamptz not null default now(),
  constraint rate_buckets_key_fits check (length(key) <= 200)
) with (fillfactor = 50);
alter table rate_buckets enable row level security;
alter table rate_buckets force row level security;
create policy rate_buckets_internal on rate_buckets to app_internal using (true) with check (true);
grant select, insert, update, delete on rate_buckets to app_internal;
-- NOTE: no index on tat, it would end the HOT updates; the sweep reads the few rows that there are.
-- NOTE: nobody reads a bucket; keys name people by their id, addresses by the hash of the day.
comment on table rate_buckets is
'One row per class, kind and key that was counted lately; a row whose tat is past says the same as none.';

-- A refresh token's family is what is limited: each token is used once.
create policy refresh_tokens_internal on local_identity.refresh_tokens for select to app_internal using (true);
grant select (token_hash, family_id) on local_identity.refresh_tokens to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke select (token_hash, family_id) on local_identity.refresh_tokens from app_internal;
drop policy refresh_tokens_internal on local_identity.refresh_tokens;
drop table rate_buckets;
drop table rate_classes;
