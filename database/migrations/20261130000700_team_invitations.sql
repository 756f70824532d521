-- migrate:up
set local lock_timeout = '3s';

-- How a person comes into a brand that is not theirs: by a token that went to their address.
create table team_invitations (
  id uuid constraint team_invitations_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint team_invitations_belong_to_a_brand references brand_profiles (id) on delete cascade,
  email text not null,
  role text not null,
  token_hash bytea not null,
  invited_by uuid
  constraint team_invitations_are_sent_by_a_user references auth.users (id) on delete set null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  accepted_by uuid
  constraint team_invitations_are_accepted_by_a_user references auth.users (id) on delete set null,
  revoked_at timestamptz,
  created_at timestamptz not null default now(),
  constraint team_invitations_token_is_used_once unique (token_hash),
  constraint team_invitations_email_is_lower_case check (email = lower(email)),
  constraint team_invitations_email_is_plausible check (email like '_%@_%' and length(email) <= 320),
  constraint team_invitations_role_is_known check (role in ('brand_admin', 'campaign_manager', 'analyst')),
  constraint team_invitations_hash_is_sha256 check (octet_length(token_hash) = 32),
  constraint team_invitations_end_one_way check (num_nonnulls(accepted_at, revoked_at) <= 1)
);
alter table team_invitations enable row level security;
alter table team_invitations force row level security;
create unique index team_invitations_are_open_once on team_invitations (brand_id, email)
where accepted_at is null and revoked_at is null;
create index team_invitations_of_a_brand on team_invitations (brand_id, id);
create index team_invitations_by_sender on team_invitations (invited_by);
create index team_invitations_by_taker on team_invitations (accepted_by);
select app.audit_table('team_invitations', 'id', 'token_hash');
create policy team_invitations_managers on team_invitations for select to authenticated
using (brand_id = any((select auth.member_brand_ids())::uuid[]));
create policy team_invitations_managers_update on team_invitations for update to authenticated
using (brand_id = any((select auth.member_brand_ids())::uuid[]))
with check (brand_id = any((select auth.member_brand_ids())::uuid[]));
create policy team_invitations_admin on team_invitations to admin using (true) with check (true);
create policy team_invitations_service on team_invitations for select to service using (true);
create policy team_invitations_internal on team_invitations to app_internal using (true) with check (true);
grant select (id, brand_id, email, role, invited_by, expires_at, accepted_at, accepted_by, revoked_at, created_at),
update (revoked_at) on team_invitations to authenticated, admin;
grant select on team_invitations to service;
grant select, insert, update on team_invitations to app_internal;
-- NOTE: nobody inserts: app.invite_to_team does, with the mail. Nobody reads a token's hash.
comment on table team_invitations is 'Invitations into a brand, by e-mail: one-time token (hashed), role, expiry.';

set local role app_internal;

create function app.open_brand(brand_name text) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is null or not auth.roles() && array['brand', 'admin'] then
    raise exception using errcode = 'IM005', message = 'only brands open brands', detail = '{}';
  end if;
  return app.create_brand(auth.uid(), brand_name);
end
$$;
comment on function app.open_brand(text) is 'One more brand of the caller, who has the role brand or admin. IM005.';

create function app.brand_members(brand_id uuid) returns table (
  user_id uuid, full_name text, email text, avatar_url text, roles text[], created_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select
    m.user_id, p.full_name, p.email, p.avatar_url,
    array(
      select r.role from public.brand_user_roles as r
      where r.brand_id = m.brand_id and r.user_id = m.user_id order by r.role
    ),
    m.created_at
  from public.brand_memberships as m inner join public.user_profiles as p on p.id = m.user_id
  where m.brand_id = brand_members.brand_id and m.status = 'active'
    and (auth.is_privileged() or m.brand_id = any(auth.brand_ids()))
$$;
comment on function app.brand_members(uuid) is
'Who belongs to a brand, with names: for its members, who may not read each other''s profiles otherwise.';

create function app.invite_to_team(
  brand_id uuid, invited_email text, invited_role text, invitation_token_hash bytea, lifetime interval, mail jsonb
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id uuid;
begin
  if not auth.is_privileged() and not coalesce(brand_id = any(auth.member_brand_ids()), false) then
    raise exception using errcode = 'IM005', message = 'not your members to manage', detail = '{}';
  end if;
  -- Two invitations of one person at once: the second waits and replaces the first.
  perform from public.brand_profiles as b where b.id = invite_to_team.brand_id for no key update;
  if exists (
    select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = invite_to_team.brand_id and u.email = invited_email and m.status = 'active'
  ) then
    raise exception using errcode = 'IU007', message = 'already a member', detail = '{}';
  end if;
  update public.team_invitations as i set revoked_at = now()
  where i.brand_id = invite_to_team.brand_id and i.email = invited_email
    and i.accepted_at is null and i.revoked_at is null;
  insert into public.team_invitations as i (brand_id, email, role, token_hash, invited_by, expires_at)
  values (
    invite_to_team.brand_id, invited_email, invited_role, invitation_token_hash, auth.uid(), now() + lifetime
  )
  returning i.id into new_id;
  insert into public.outbox (topic, payload)
  select 'email', mail || jsonb_build_object('brand_name', b.name, 'invitation_id', new_id)
  from public.brand_profiles as b where b.id = invite_to_team.brand_id;
  return new_id;
end
$$;
comment on function app.invite_to_team(uuid, text, text, bytea, interval, jsonb) is
'An invitation and its mail; an open one for the same address is revoked. IM005, IU007 (is a member already).';

create function app.accept_team_invitation(invitation_token_hash bytea) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  invitation record;
begin
  select i.id, i.brand_id, i.email, i.role, i.invited_by into invitation
  from public.team_invitations as i
  where i.token_hash = invitation_token_hash and i.accepted_at is null and i.revoked_at is null
    and i.expires_at > now()
  for update;
  if not found then
    raise exception using errcode = 'IU008', message = 'no such invitation', detail = '{}';
  end if;
  -- A forwarded mail must not open the door to whoever reads it.
  if not exists (select from auth.users as u where u.id = auth.uid() and u.email = invitation.email) then
    raise exception using errcode = 'IU009', message = 'for another address', detail = '{}';
  end if;
  update public.team_invitations as i set accepted_at = now(), accepted_by = auth.uid()
  where i.id = invitation.id;
  insert into public.brand_memberships as m (brand_id, user_id) values (invitation.brand_id, auth.uid())
  on conflict on constraint brand_memberships_pkey do update set status = 'active';
  insert into public.brand_user_roles (brand_id, user_id, role)
  values (invitation.brand_id, auth.uid(), invitation.role)
  on conflict on constraint brand_user_roles_pkey do nothing;
  if invitation.invited_by is not null then
    perform app.notify(
      invitation.invited_by, 'system', 'team.joined', 'Your invitation was accepted',
      invitation.email || ' has joined.', jsonb_build_object('brand_id', invitation.brand_id)
    );
  end if;
  return invitation.brand_id;
end
$$;
comment on function app.accept_team_invitation(bytea) is
'The caller becomes a member; the brand''s id. IU008 (unknown, used, revoked, expired), IU009 (another address).';

grant execute on function app.open_brand(text), app.accept_team_invitation(bytea) to authenticated, admin;
grant execute on function app.brand_members(uuid), app.invite_to_team(uuid, text, text, bytea, interval, jsonb)
to authenticated, admin, service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
drop table team_invitations;
set local role app_internal;
drop function app.accept_team_invitation(bytea);
drop function app.invite_to_team(uuid, text, text, bytea, interval, jsonb);
drop function app.brand_members(uuid);
drop function app.open_brand(text);
reset role;
