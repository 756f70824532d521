-- migrate:up
set local lock_timeout = '3s';

-- A person's wish to be forgotten, and the receipt of its fulfilment. The job works on it after a day of reflection.
create table erasure_requests (
  id uuid constraint erasure_requests_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint erasure_requests_belong_to_a_user references auth.users (id) on delete restrict,
  status text not null default 'requested',
  due_at timestamptz not null,
  completed_at timestamptz,
  obstacles text[] not null default '{}',
  receipt jsonb not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint erasure_request_status_is_known check (status in ('requested', 'done', 'refused', 'cancelled')),
  constraint erasure_request_end_is_recorded check ((status = 'requested') = (completed_at is null)),
  constraint erasure_receipt_is_an_object check (jsonb_typeof(receipt) = 'object')
);
alter table erasure_requests enable row level security;
alter table erasure_requests force row level security;
create unique index erasure_requests_are_open_once on erasure_requests (user_id) where status = 'requested';
create index erasure_requests_of_a_user on erasure_requests (user_id, id);
create index erasure_requests_due on erasure_requests (due_at, id) where status = 'requested';
create trigger touch_updated_at before update on erasure_requests
for each row execute function app.touch_updated_at();
select app.audit_table('erasure_requests', 'id');
create policy erasure_requests_own on erasure_requests for select to authenticated
using (user_id = (select auth.uid()));
create policy erasure_requests_admin on erasure_requests for select to admin using (true);
create policy erasure_requests_service on erasure_requests for select to service using (true);
create policy erasure_requests_internal on erasure_requests to app_internal using (true) with check (true);
grant select on erasure_requests to authenticated, admin, service;
grant select, insert, update on erasure_requests to app_internal;
-- NOTE: nobody writes: app.request_erasure, app.cancel_erasure and app.erase_user do.
comment on table erasure_requests is 'Requests to be forgotten; the receipt counts what was removed per table.';

-- The audit log is kept for ever, so it must not learn what has to be forgotten.
do $$
begin
  execute 'drop trigger audit_insert on auth.users';
  execute 'drop trigger audit_update on auth.users';
  execute 'drop trigger audit_delete on auth.users';
  execute 'drop trigger audit_insert on team_invitations';
  execute 'drop trigger audit_update on team_invitations';
  execute 'drop trigger audit_delete on team_invitations';
end
$$;
select app.audit_table('auth.users', 'id', 'email', 'app_metadata');
select app.audit_table('team_invitations', 'id', 'token_hash', 'email');

-- What app.erase_user needs to touch.
create policy account_health_indicators_erasure on account_health_indicators to app_internal using (true);
create policy campaign_messages_erasure on campaign_messages to app_internal using (true);
create policy creator_analytics_erasure on creator_analytics to app_internal using (true);
create policy oauth_states_erasure on oauth_states to app_internal using (true);
create policy survey_responses_erasure on survey_responses to app_internal using (true);
create policy social_accounts_erasure on social_accounts for delete to app_internal using (true);
create policy notification_preferences_erasure on notification_preferences for delete to app_internal using (true);
create policy credentials_erasure on local_identity.credentials to app_internal using (true);
create policy one_time_codes_erasure on local_identity.one_time_codes to app_internal using (true);
grant select, delete on
account_health_indicators, creator_analytics, oauth_states, survey_responses, social_accounts,
notification_preferences, notifications, creator_profiles, campaign_creator_scores, idempotency_keys, outbox,
brand_user_roles, team_invitations, local_identity.credentials, local_identity.one_time_codes,
local_identity.refresh_token_families
to app_internal;
grant select (id, sender_user_id, body), update (body) on campaign_messages to app_internal;
grant update (email, full_name, avatar_url, bio, location, phone) on user_profiles to app_internal;
grant update (email, status, app_metadata) on auth.users to app_internal;

set local role app_internal;

create function app.erasure_obstacles(user_id uuid) returns text[]
language sql stable security definer set search_path = '' as $$
  with my_brands as (
    select
      m.brand_id,
      exists (
        select from public.brand_memberships as o
        where o.brand_id = m.brand_id and o.user_id <> m.user_id and o.status = 'active'
      ) as has_others,
      exists (
        select from public.brand_user_roles as r
        inner join public.brand_memberships as o on o.brand_id = r.brand_id and o.user_id = r.user_id
        where r.brand_id = m.brand_id and r.user_id <> m.user_id and r.role = 'brand_admin'
          and o.status = 'active'
      ) as has_another_admin
    from public.brand_memberships as m
    where m.user_id = erasure_obstacles.user_id and m.status = 'active'
  )
  select array_remove(array[
    case when exists (
      select from public.user_roles as r where r.user_id = erasure_obstacles.user_id and r.role = 'admin'
    ) then 'is_admin' end,
    case when exists (
      select from my_brands as b where b.has_others and not b.has_another_admin
    ) then 'last_brand_admin' end,
    case when exists (
      select from my_brands as b inner join public.campaigns as c on c.brand_id = b.brand_id
      where not b.has_others and c.status in ('active', 'paused')
    ) then 'running_campaigns' end,
    case when exists (
      select from public.campaign_participants as p inner join public.campaigns as c on c.id = p.campaign_id
      where p.creator_user_id = erasure_obstacles.user_id and p.status = 'active'
        and c.status in ('active', 'paused')
    ) then 'open_participations' end,
    case when exists (
      select from ledger.accounts as a
      where a.balance <> 0 and (
        a.user_id = erasure_obstacles.user_id
        or a.brand_id in (select b.brand_id from my_brands as b where not b.has_others)
      )
    ) then 'unsettled_money' end
  ], null)
$$;
comment on function app.erasure_obstacles(uuid) is
'Why a person cannot be forgotten yet: is_admin, last_brand_admin, running_campaigns, open_participations, '
'unsettled_money.';

create function app.request_erasure(reflection interval) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  obstacles constant text[] := app.erasure_obstacles(auth.uid());
  request_id uuid;
begin
  if cardinality(obstacles) > 0 then
    raise exception using errcode = 'IU010', message = 'something is still open',
      detail = jsonb_build_object('obstacles', to_jsonb(obstacles))::text;
  end if;
  insert into public.erasure_requests as e (user_id, due_at) values (auth.uid(), now() + reflection)
  on conflict (user_id) where status = 'requested' do nothing
  returning e.id into request_id;
  if request_id is null then
    select e.id into request_id from public.erasure_requests as e
    where e.user_id = auth.uid() and e.status = 'requested';
  else
    perform app.notify(
      auth.uid(), 'system', 'erasure.requested', 'Your account will be erased',
      'You asked us to forget you. Until it is due you can take that back.', '{}'
    );
  end if;
  return request_id;
end
$$;
comment on function app.request_erasure(interval) is
'The caller''s open request, made where there is none. IU010 with the obstacles.';

create function app.cancel_erasure() returns uuid
language sql security definer set search_path = '' as $$
  update public.erasure_requests as e set status = 'cancelled', completed_at = now()
  where e.user_id = auth.uid() and e.status = 'requested'
  returning e.id
$$;
comment on function app.cancel_erasure() is 'Takes the caller''s open request back; NULL where there is none.';

create function app.erase_user(request_id uuid) returns text
language plpgsql security definer set search_path = '' as $$
declare
  person record;
  target text;
  touched bigint;
  found_obstacles text[];
  removed jsonb := '{}';
  left_alone uuid[];
begin
  select u.id, u.email into person
  from public.erasure_requests as e inner join auth.users as u on u.id = e.user_id
  where e.id = request_id and e.status = 'requested'
  for update;
  if not found then
    return 'gone';
  end if;
  found_obstacles := app.erasure_obstacles(person.id);
  if cardinality(found_obstacles) > 0 then
    update public.erasure_requests as e
    set status = 'refused', completed_at = now(), obstacles = found_obstacles where e.id = request_id;
    perform app.notify(
      person.id, 'system', 'erasure.refused', 'Your account could not be erased',
      'Something is still open. Close it and ask again.', jsonb_build_object('obstacles', found_obstacles)
    );
    return 'refused';
  end if;

  left_alone := array(
    select m.brand_id from public.brand_memberships as m
    where m.user_id = person.id and m.status = 'active' and not exists (
      select from public.brand_memberships as o
      where o.brand_id = m.brand_id and o.user_id <> person.id and o.status = 'active'
    )
  );
  update public.brand_profiles as b
  set name = 'Erased brand', slug = 'erased-' || right(replace(b.id::text, '-', ''), 12), website = null,
    industry = null, logo_url = null, description = ''
  where b.id = any(left_alone);
  update public.brand_memberships as m set status = 'removed'
  where m.user_id = person.id and m.status = 'active';

  foreach target in array array[
    'public.social_accounts.user_id', 'public.creator_profiles.user_id',
    'public.creator_analytics.creator_user_id', 'public.campaign_creator_scores.creator_user_id',
    'public.account_health_indicators.user_id', 'public.oauth_states.user_id',
    'public.survey_responses.respondent_user_id', 'public.notifications.user_id',
    'public.notification_preferences.user_id', 'public.idempotency_keys.actor_id',
    'public.brand_user_roles.user_id', 'public.team_invitations.accepted_by', 'public.user_roles.user_id',
    'local_identity.credentials.user_id', 'local_identity.one_time_codes.user_id',
    'local_identity.refresh_token_families.user_id'
  ] loop
    execute format(
      'delete from %I.%I where %I = $1',
      split_part(target, '.', 1), split_part(target, '.', 2), split_part(target, '.', 3)
    ) using person.id;
    get diagnostics touched = row_count;
    removed := removed || jsonb_build_object(split_part(target, '.', 2), touched);
  end loop;
  delete from public.team_invitations as i where i.email = person.email;
  delete from public.outbox as o where o.payload ->> 'to' = person.email;
  -- What others keep of a conversation is that it took place.
  update public.campaign_messages as m set body = '[erased]' where m.sender_user_id = person.id;
  get diagnostics touched = row_count;
  removed := removed || jsonb_build_object('campaign_messages', touched);
  update public.user_profiles as p
  set email = 'erased-' || p.id || '@erased.invalid', full_name = '', avatar_url = null, bio = '', location = '',
    phone = null
  where p.id = person.id;
  update auth.users as u
  set email = 'erased-' || u.id || '@erased.invalid', app_metadata = '{}', status = 'deleted'
  where u.id = person.id;

  update public.erasure_requests as e
  set status = 'done', completed_at = now(), receipt = removed where e.id = request_id;
  insert into public.outbox (topic, payload, deduplication_key)
  values (
    'email',
    jsonb_build_object('template', 'erasure_receipt', 'to', person.email, 'request_id', request_id, 'removed', removed),
    'erasure ' || request_id
  );
  return 'done';
end
$$;
comment on function app.erase_user(uuid) is
'Fulfils a request: removes or pseudonymises personal data, keeps money records. done, refused (obstacles) or gone.';

grant execute on function app.request_erasure(interval), app.cancel_erasure() to authenticated, admin;
grant execute on function app.erase_user(uuid) to service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.erase_user(uuid);
drop function app.cancel_erasure();
drop function app.request_erasure(interval);
drop function app.erasure_obstacles(uuid);
reset role;
revoke update (email, status, app_metadata) on auth.users from app_internal;
revoke update (email, full_name, avatar_url, bio, location, phone) on user_profiles from app_internal;
revoke select (id, sender_user_id, body), update (body) on campaign_messages from app_internal;
revoke delete on
social_accounts, notification_preferences, notifications, creator_profiles, campaign_creator_scores,
idempotency_keys, outbox, brand_user_roles, team_invitations, local_identity.refresh_token_families
from app_internal;
revoke select on local_identity.refresh_token_families from app_internal;
grant select (user_id, revoked_at) on local_identity.refresh_token_families to app_internal;
revoke select, delete on
account_health_indicators, creator_analytics, oauth_states, survey_responses, local_identity.credentials,
local_identity.one_time_codes
from app_internal;
drop policy one_time_codes_erasure on local_identity.one_time_codes;
drop policy credentials_erasure on local_identity.credentials;
drop policy notification_preferences_erasure on notification_preferences;
drop policy social_accounts_erasure on social_accounts;
drop policy survey_responses_erasure on survey_responses;
drop policy oauth_states_erasure on oauth_states;
drop policy creator_analytics_erasure on creator_analytics;
drop policy campaign_messages_erasure on campaign_messages;
drop policy account_health_indicators_erasure on account_health_indicators;
do $$
begin
  execute 'drop trigger audit_insert on auth.users';
  execute 'drop trigger audit_update on auth.users';
  execute 'drop trigger audit_delete on auth.users';
  execute 'drop trigger audit_insert on team_invitations';
  execute 'drop trigger audit_update on team_invitations';
  execute 'drop trigger audit_delete on team_invitations';
end
$$;
select app.audit_table('auth.users', 'id');
select app.audit_table('team_invitations', 'id', 'token_hash');
drop table erasure_requests;
