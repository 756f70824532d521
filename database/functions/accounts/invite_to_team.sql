-- Invitations go to people who never asked for one: a brand, a person with however many brands, and all together may
-- send only so many. The whole mail is made here: who invites chooses address and role, and sees no token.
drop function if exists app.invite_to_team(uuid, text, text, bytea, interval, jsonb);

create or replace function app.invite_to_team(brand_id uuid, invited_email text, invited_role text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  most_open constant integer := 50;
  most_per_day constant integer := 100;
  most_to_an_address constant integer := 5;
  most_repeats constant integer := 2; -- or one brand could use up what all may send to an address
  lifetime_days constant integer := 7;
  token constant text := replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''); -- 244 random bits
  new_id uuid;
begin
  if not auth.is_privileged() and not coalesce(brand_id = any(auth.member_brand_ids()), false) then
    raise exception using errcode = 'IM005', message = 'not your members to manage', detail = '{}';
  end if;
  -- Two invitations of one brand at once: the second waits, and then counts (or replaces) the first. So it does for
  -- whoever is barred at this moment (app.end_invitations_of_barred), and was perhaps the last.
  perform from public.brand_profiles as b where b.id = invite_to_team.brand_id for no key update;
  if not auth.is_privileged() and not exists (select from app.active_members(brand_id)) then
    raise exception using errcode = 'IM005', message = 'nobody is left in this brand', detail = '{}';
  end if;
  if exists (
    select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = invite_to_team.brand_id and u.email = invited_email and m.status = 'active'
  ) then
    raise exception using errcode = 'IU007', message = 'already a member', detail = '{}';
  end if;
  update public.team_invitations as i set revoked_at = now()
  where i.brand_id = invite_to_team.brand_id and i.email = invited_email
    and i.accepted_at is null and i.revoked_at is null;
  -- One person's invitations one after the other, in whichever brand: opening brands is free.
  perform pg_advisory_xact_lock(hashtextextended('team invitations by ' || auth.uid(), 0));
  -- A free place is not enough: who invites, revokes and invites again would mail strangers without end.
  if (
    select count(*) from public.team_invitations as i
    where i.brand_id = invite_to_team.brand_id and i.accepted_at is null and i.revoked_at is null
      and i.expires_at > now()
  ) >= most_open or (
    select count(*) from public.team_invitations as i
    where (i.brand_id = invite_to_team.brand_id or i.invited_by = auth.uid())
      and i.created_at > now() - interval '1 day'
  ) >= most_per_day then
    raise exception using errcode = 'IU011', message = 'too many invitations of this brand or person',
      detail = jsonb_build_object('most_open', most_open, 'most_per_day', most_per_day)::text;
  end if;
  -- Two brands that invite one address at once: the second waits, and then counts the first.
  perform pg_advisory_xact_lock(hashtextextended('team invitations to ' || invited_email, 0));
  if exists (
    select from public.team_invitations as i
    where i.email = invited_email and i.created_at > now() - interval '1 day'
    having count(*) >= most_to_an_address or most_repeats <= count(*) filter (
      where i.brand_id = invite_to_team.brand_id or i.invited_by = auth.uid()
    )
  ) then
    -- No figures: how often others invited this address is not for this brand to know.
    raise exception using errcode = 'IU012', message = 'this address was invited too often', detail = '{}';
  end if;
  insert into public.team_invitations as i (brand_id, email, role, token_hash, invited_by, expires_at)
  values (
    invite_to_team.brand_id, invited_email, invited_role, sha256(convert_to(token, 'UTF8')), auth.uid(),
    now() + make_interval(days => lifetime_days)
  )
  returning i.id into new_id;
  insert into public.outbox (topic, payload)
  select 'email', jsonb_build_object(
    'template', 'team_invitation', 'to', invited_email, 'role', invited_role, 'token', token, 'days', lifetime_days,
    'brand_name', b.name, 'invitation_id', new_id
  )
  from public.brand_profiles as b where b.id = invite_to_team.brand_id;
  return new_id;
end
$$;

comment on function app.invite_to_team(uuid, text, text) is
'An invitation for seven days and its mail; an open one for the same address is revoked. IM005, IU007 (is a member already), '
'IU011 (the brand has 50 open ones, or it or this person sent 100 in 24 hours), IU012 (in 24 hours this address got 2 '
'from this brand or person, or 5 by whomever).';

grant execute on function app.invite_to_team(uuid, text, text) to authenticated, admin, service;
