-- The limits are those of app.invite_to_team, for the same reasons. Whether there is an account, and whether mail goes to
-- that address, changes nothing of the answer.
create or replace function app.invite_by_email(
  campaign_id uuid, invited_email text, agreed_amount bigint, message text, terms text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  most_open constant integer := 100;
  most_per_day constant integer := 100;
  most_to_an_address constant integer := 5;
  most_repeats constant integer := 2; -- or one brand could use up what all may send to an address
  lifetime_days constant integer := 14;
  token constant text := replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''); -- 244 random bits
  campaign public.campaigns;
  person record;
  new_id uuid;
begin
  campaign := app.lock_managed_campaign(campaign_id);
  perform app.require_status(campaign, 'draft', 'active');
  -- Two invitations of one brand at once: the second waits, and then counts (or replaces) the first. So it does for
  -- whoever is barred at this moment (app.end_invitations_of_barred), and was perhaps the last.
  perform from public.brand_profiles as b where b.id = campaign.brand_id for no key update;
  if not auth.is_privileged() and not exists (select from app.active_members(campaign.brand_id)) then
    raise exception using errcode = 'IM005', message = 'nobody is left in this brand', detail = '{}';
  end if;
  if exists (
    select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = campaign.brand_id and u.email = invited_email and m.status = 'active'
  ) or exists (select from auth.users as u where u.id = auth.uid() and u.email = invited_email) then
    raise exception using errcode = 'IC020', message = 'a member of the brand', detail = '{}';
  end if;
  perform app.close_email_invitation(e.id, 'withdrawn') from public.email_invitations as e
  where e.campaign_id = campaign.id and e.email = invited_email and e.status = 'pending';
  -- One person's invitations one after the other, in whichever brand: opening brands is free.
  perform pg_advisory_xact_lock(hashtextextended('email invitations by ' || auth.uid(), 0));
  -- A free place is not enough: who invites, withdraws and invites again would mail strangers without end.
  if (
    select count(*) from public.email_invitations as e
    where e.brand_id = campaign.brand_id and e.status = 'pending' and e.expires_at > now()
  ) >= most_open or (
    select count(*) from public.email_invitations as e
    where (e.brand_id = campaign.brand_id or e.invited_by = auth.uid()) and e.created_at > now() - interval '1 day'
  ) >= most_per_day then
    raise exception using errcode = 'IU011', message = 'too many invitations of this brand or person',
      detail = jsonb_build_object('most_open', most_open, 'most_per_day', most_per_day)::text;
  end if;
  -- Two brands that invite one address at once: the second waits, and then counts the first.
  perform pg_advisory_xact_lock(hashtextextended('email invitations to ' || invited_email, 0));
  if exists (
    select from public.email_invitations as e
    where e.email = invited_email and e.created_at > now() - interval '1 day'
    having count(*) >= most_to_an_address or most_repeats <= count(*) filter (
      where e.brand_id = campaign.brand_id or e.invited_by = auth.uid()
    )
  ) then
    -- No figures: how often others invited this address is not for this brand to know.
    raise exception using errcode = 'IU012', message = 'this address was invited too often', detail = '{}';
  end if;
  insert into public.email_invitations as e (
    campaign_id, brand_id, email, invited_by, agreed_amount, message, terms, token_hash, expires_at
  ) values (
    campaign.id, campaign.brand_id, invited_email, auth.uid(), invite_by_email.agreed_amount, invite_by_email.message,
    invite_by_email.terms, sha256(convert_to(token, 'UTF8')), now() + make_interval(days => lifetime_days)
  )
  returning e.id into new_id;
  select u.id, u.status, u.confirmed_at is not null and exists (select from app.active_creators(array[u.id])) as is_creator
  into person from auth.users as u where u.email = invited_email;
  if person.is_creator then
    perform app.take_up_email_invitation(new_id, person.id); -- which is told in a mail of its own
  elsif coalesce(person.status, 'active') = 'active' and not exists (
    select from public.notification_unsubscribes as s where s.email = invited_email
  ) then
    -- No word of the brand's own: strangers have not asked for any.
    insert into public.outbox (topic, payload, deduplication_key)
    select 'email', jsonb_build_object(
      'template', 'email_invitation', 'to', invited_email, 'token', token, 'days', lifetime_days,
      'brand_name', b.name, 'campaign_name', campaign.name, 'email_invitation_id', new_id
    ), 'email invitation ' || new_id
    from public.brand_profiles as b where b.id = campaign.brand_id;
  end if;
  return new_id;
end
$$;

comment on function app.invite_by_email(uuid, text, bigint, text, text) is
'An invitation for 14 days and its mail; an open one of the campaign for the same address is withdrawn. A creator who is '
'here is invited at once; an address that wants no mail gets none. IG003, IM005, IC008, IC020 (a member of the brand), IU011 '
'(the brand has 100 open ones, or it or this person sent 100 in 24 hours), IU012 (in 24 hours this address got 2 from this '
'brand or person, or 5 by whomever).';

grant execute on function app.invite_by_email(uuid, text, bigint, text, text) to authenticated, admin;
