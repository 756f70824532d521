-- migrate:up
set local lock_timeout = '3s';

-- Tiers are data. What they ask for is counted over 90 days; share_bp NULL: the setting agent_share_basis_points.
create table agent_tiers (
  tier text constraint agent_tiers_pkey primary key,
  rank smallint not null,
  name text not null,
  min_active_referrals integer not null,
  min_commission_90d bigint not null,
  share_bp integer,
  perks jsonb not null default '[]',
  updated_by uuid
  constraint agent_tiers_are_changed_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_tiers_stand_in_order unique (rank) deferrable initially immediate,
  constraint agent_tiers_key_is_a_name check (tier ~ '^[a-z][a-z0-9_]{0,31}$'),
  constraint agent_tiers_name_is_seen check (app.is_written(name) and length(name) <= 50),
  constraint agent_tiers_ask_for_no_less_than_nothing check (min_active_referrals >= 0 and min_commission_90d >= 0),
  constraint agent_tiers_share_is_a_share check (share_bp between 0 and 10000),
  constraint agent_tiers_perks_are_a_list check (jsonb_typeof(perks) = 'array')
);
-- Before row security is forced: from then on the owner writes no row of its own.
insert into agent_tiers (tier, rank, name, min_active_referrals, min_commission_90d) values
('bronze', 1, 'Bronze', 0, 0),
('silver', 2, 'Silver', 5, 50000),
('gold', 3, 'Gold', 20, 250000),
('platinum', 4, 'Platinum', 50, 1000000);
alter table agent_tiers enable row level security;
alter table agent_tiers force row level security;
create index agent_tiers_by_editor on agent_tiers (updated_by) where updated_by is not null;
create trigger touch_updated_at before update on agent_tiers
for each row execute function app.touch_updated_at();
select app.audit_table('agent_tiers', 'tier');
create policy agent_tiers_everybody on agent_tiers for select to authenticated using (true);
create policy agent_tiers_admin on agent_tiers to admin using (true) with check (true);
create policy agent_tiers_service on agent_tiers for select to service using (true);
create policy agent_tiers_internal on agent_tiers for select to app_internal using (true);
grant select on agent_tiers to authenticated, admin, service, app_internal;
grant update (name, min_active_referrals, min_commission_90d, share_bp, perks, updated_by) on agent_tiers to admin;
comment on table agent_tiers is
'What agents reach by active referrals and commissions of 90 days; min_commission_90d in minor units of the currency in which the '
'agent earned most; share_bp: their part of the fee in hundredths of a percent, NULL: the setting.';

create table agent_profiles (
  user_id uuid constraint agent_profiles_pkey primary key
  constraint agent_profiles_belong_to_a_user references auth.users (id) on delete restrict,
  display_name text not null,
  slug text not null,
  tier text not null default 'bronze'
  constraint agent_profiles_are_of_a_tier references agent_tiers (tier) on delete restrict,
  tier_since timestamptz not null default now(),
  share_override_bp integer,
  commission_months_override integer,
  leaderboard_name boolean not null default false,
  status text not null default 'active',
  status_reason text not null default '',
  status_changed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_profiles_slug_is_taken_once unique (slug),
  constraint agent_profiles_slug_is_one check (slug ~ '^[a-z0-9](-?[a-z0-9])+$' and length(slug) between 3 and 63),
  constraint agent_profiles_slug_is_not_reserved check (not app.is_reserved_slug(slug)),
  constraint agent_profiles_name_is_seen check (app.is_written(display_name) and length(display_name) <= 200),
  constraint agent_profiles_share_is_a_share check (share_override_bp between 0 and 10000),
  constraint agent_profiles_months_are_months check (commission_months_override between 0 and 1200),
  constraint agent_profiles_status_is_known check (status in ('active', 'paused', 'banned')),
  constraint agent_profiles_reason_fits check (length(status_reason) <= 500)
);
alter table agent_profiles enable row level security;
alter table agent_profiles force row level security;
create index agent_profiles_of_a_tier on agent_profiles (tier);
create trigger touch_updated_at before update on agent_profiles
for each row execute function app.touch_updated_at();
select app.audit_table('agent_profiles', 'user_id');
create policy agent_profiles_own on agent_profiles for select to authenticated using (user_id = (select auth.uid()));
-- Who is banned changes nothing any more: what administrators decided about stays as it was.
create policy agent_profiles_own_update on agent_profiles for update to authenticated
using (user_id = (select auth.uid()) and status <> 'banned') with check (user_id = (select auth.uid()));
create policy agent_profiles_admin on agent_profiles to admin using (true) with check (true);
create policy agent_profiles_service on agent_profiles for select to service using (true);
create policy agent_profiles_internal on agent_profiles to app_internal using (true) with check (true);
grant select on agent_profiles to authenticated, admin, service;
grant update (display_name, slug, leaderboard_name) on agent_profiles to authenticated;
grant update (
  display_name, slug, share_override_bp, commission_months_override, leaderboard_name, status, status_reason
) on agent_profiles to admin;
grant select, insert, update on agent_profiles to app_internal;
comment on table agent_profiles is
'People who bring people. paused: nobody new, those there are earn on; banned: earns nothing from then on.';
comment on column agent_profiles.share_override_bp is 'Their part of the fee in hundredths of a percent; NULL: the tier''s, else the setting.';
comment on column agent_profiles.commission_months_override is
'Months after the sign-up of a referred person in which they earn; 0: for ever; NULL: the setting commission_months.';

-- migrate:down
set local lock_timeout = '3s';
drop table agent_profiles;
drop table agent_tiers;
