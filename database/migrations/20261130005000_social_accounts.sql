-- migrate:up
set local lock_timeout = '3s';

-- Accounts of a creator on the five platforms; tokens are encrypted before they get here.
create table social_accounts (
  id uuid constraint social_accounts_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint social_accounts_belong_to_a_user references auth.users (id) on delete cascade,
  platform text not null,
  platform_user_id text not null,
  username text not null,
  display_name text not null default '',
  profile_url text,
  avatar_url text,
  follower_count bigint not null default 0,
  engagement_rate numeric(7, 6) not null default 0,
  access_token bytea,
  refresh_token bytea,
  token_expires_at timestamptz,
  scopes text[] not null default '{}',
  status text not null default 'connected',
  last_synced_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint social_account_is_one_per_platform unique (user_id, platform),
  constraint social_account_belongs_to_one_user unique (platform, platform_user_id),
  constraint social_accounts_keep_their_user unique (id, user_id),
  constraint social_accounts_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint social_accounts_status_is_known check (status in ('connected', 'expired', 'revoked', 'error')),
  constraint social_accounts_followers_are_not_negative check (follower_count >= 0),
  constraint social_accounts_engagement_is_a_share check (engagement_rate between 0 and 9),
  constraint social_accounts_username_fits check (length(username) between 1 and 200),
  constraint social_accounts_profile_is_https check (profile_url like 'https://%'),
  constraint social_accounts_avatar_is_https check (avatar_url like 'https://%'),
  constraint social_accounts_hold_tokens_only_while_of_use
  check (status <> 'revoked' or (access_token is null and refresh_token is null))
);
alter table social_accounts enable row level security;
alter table social_accounts force row level security;
create index social_accounts_by_expiry on social_accounts (token_expires_at) where status = 'connected';
create trigger touch_updated_at before update on social_accounts
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on social_accounts
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IP001', '{"connected": ["expired", "revoked", "error"], "expired": ["connected", "revoked", "error"],
             "error": ["connected", "expired", "revoked"], "revoked": ["connected"]}'
);
create policy social_accounts_own on social_accounts for select to authenticated
using (user_id = (select auth.uid()));
create policy social_accounts_admin on social_accounts for select to admin using (true);
create policy social_accounts_service on social_accounts to service using (true) with check (true);
create policy social_accounts_internal on social_accounts for select to app_internal using (true);
grant select (
  id, user_id, platform, platform_user_id, username, display_name, profile_url, avatar_url, follower_count,
  engagement_rate, token_expires_at, scopes, status, last_synced_at, created_at, updated_at
) on social_accounts to authenticated, admin;
grant select, insert, update, delete on social_accounts to service;
grant select on social_accounts to app_internal;
-- NOTE: nobody but the service reads a token, encrypted as it is.
comment on table social_accounts is 'Connected platform accounts. Tokens: AES-GCM, bound to the row.';
comment on column social_accounts.engagement_rate is '(likes + comments + shares) / followers over the recent posts.';

-- What brands look for when they look for a creator; the totals follow the accounts by trigger.
create table creator_profiles (
  user_id uuid constraint creator_profiles_pkey primary key
  constraint creator_profiles_belong_to_a_user references auth.users (id) on delete cascade,
  display_name text not null default '',
  categories text[] not null default '{}',
  languages text[] not null default '{}',
  country_code text,
  city text,
  rates jsonb not null default '{}',
  verified boolean not null default false,
  total_followers bigint not null default 0,
  best_engagement_rate numeric(7, 6) not null default 0,
  platforms text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creator_profiles_display_name_fits check (length(display_name) <= 200),
  constraint creator_profiles_categories_are_few check (cardinality(categories) <= 20),
  constraint creator_profiles_languages_are_few check (cardinality(languages) <= 20),
  constraint creator_profiles_country_is_iso check (country_code ~ '^[A-Z]{2}$'),
  constraint creator_profiles_city_fits check (length(city) between 1 and 200),
  constraint creator_profiles_rates_are_an_object check (jsonb_typeof(rates) = 'object'),
  constraint creator_profiles_followers_are_not_negative check (total_followers >= 0)
);
alter table creator_profiles enable row level security;
alter table creator_profiles force row level security;
create trigger touch_updated_at before update on creator_profiles
for each row execute function app.touch_updated_at();
create policy creator_profiles_readers on creator_profiles for select to authenticated using (true);
create policy creator_profiles_own_update on creator_profiles for update to authenticated
using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy creator_profiles_admin on creator_profiles to admin using (true) with check (true);
create policy creator_profiles_service on creator_profiles for select to service using (true);
create policy creator_profiles_internal on creator_profiles to app_internal using (true) with check (true);
grant select, update (display_name, categories, languages, country_code, city, rates)
on creator_profiles to authenticated;
grant select, update (display_name, categories, languages, country_code, city, rates, verified)
on creator_profiles to admin;
grant select on creator_profiles to service;
grant select, insert, update on creator_profiles to app_internal;
-- NOTE: totals are the trigger's, the badge is the administrator's.
comment on table creator_profiles is 'Public profiles of creators; totals over their connected accounts.';

set local role app_internal;
create function app.provision_creator() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.creator_profiles (user_id, display_name)
  select new.user_id, p.full_name from public.user_profiles as p where p.id = new.user_id
  on conflict (user_id) do nothing;
  return null;
end
$$;
comment on function app.provision_creator() is 'AFTER INSERT of the role creator: the creator''s profile.';

create function app.total_social_accounts() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  owner_id constant uuid := case tg_op when 'DELETE' then old.user_id else new.user_id end;
begin
  update public.creator_profiles as p
  set total_followers = t.followers, best_engagement_rate = t.engagement, platforms = t.platforms
  from (
    select
      coalesce(sum(a.follower_count), 0) as followers, coalesce(max(a.engagement_rate), 0) as engagement,
      coalesce(array_agg(a.platform order by a.platform), '{}') as platforms
    from public.social_accounts as a
    where a.user_id = owner_id and a.status <> 'revoked'
  ) as t
  where p.user_id = owner_id;
  return null;
end
$$;
comment on function app.total_social_accounts() is 'AFTER a change of social_accounts: totals of the creator''s profile.';
grant execute on function app.provision_creator(), app.total_social_accounts() to app_owner;
reset role;
create trigger provision_creator after insert on user_roles
for each row when (new.role = 'creator') execute function app.provision_creator();
create trigger total_social_accounts after insert or delete or update of follower_count, engagement_rate, status
on social_accounts for each row execute function app.total_social_accounts();

-- migrate:down
set local lock_timeout = '3s';
drop trigger provision_creator on user_roles;
drop table creator_profiles;
drop table social_accounts;
set local role app_internal;
drop function app.total_social_accounts();
drop function app.provision_creator();
reset role;
