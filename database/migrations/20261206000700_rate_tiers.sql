-- migrate:up
set local lock_timeout = '3s';

-- Who may ask more often than others: given by an administrator, to a person or to everybody active in a brand.
create table rate_tiers (
  id uuid default uuidv7() constraint rate_tiers_pkey primary key,
  user_id uuid constraint rate_tiers_are_given_to_a_user references auth.users (id) on delete cascade
  constraint rate_tier_of_a_user_is_one unique,
  brand_id uuid constraint rate_tiers_are_given_to_a_brand references brand_profiles (id) on delete cascade
  constraint rate_tier_of_a_brand_is_one unique,
  tier text not null default 'premium',
  until timestamptz,
  reason text not null,
  given_by uuid constraint rate_tiers_were_given_by_a_user references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint rate_tiers_are_of_one_holder check (num_nonnulls(user_id, brand_id) = 1),
  constraint rate_tiers_tier_is_known check (tier in ('premium')),
  constraint rate_tiers_end_after_they_begin check (until > created_at),
  constraint rate_tiers_reason_fits check (length(reason) <= 2000),
  constraint rate_tiers_reason_is_seen check (app.is_written(reason))
);
alter table rate_tiers enable row level security;
alter table rate_tiers force row level security;
create index rate_tiers_by_author on rate_tiers (given_by);
create trigger touch_updated_at before update on rate_tiers
for each row execute function app.touch_updated_at();
select app.audit_table('rate_tiers', 'id');
create policy rate_tiers_admin on rate_tiers to admin using (true)
with check (given_by = (select auth.uid()));
create policy rate_tiers_service on rate_tiers for select to service using (true);
create policy rate_tiers_internal on rate_tiers to app_internal using (true);
grant select, insert (user_id, brand_id, tier, until, reason, given_by), update (tier, until, reason, given_by), delete
on rate_tiers to admin;
grant select on rate_tiers to service;
grant select, delete on rate_tiers to app_internal;
-- NOTE: nobody sees their own row: which tier they have stands in the headers of every answer.
comment on table rate_tiers is
'Tiers of the general limit above that of everybody who is signed in. One a person or brand; the person''s bucket stays theirs.';
comment on column rate_tiers.until is 'When the tier ends; NULL: when an administrator takes it back.';

-- Administrators look at who is being limited.
create policy rate_buckets_admin on rate_buckets for select to admin using (true);
grant select on rate_buckets to admin;

-- migrate:down
set local lock_timeout = '3s';
revoke select on rate_buckets from admin;
drop policy rate_buckets_admin on rate_buckets;
drop table rate_tiers;
