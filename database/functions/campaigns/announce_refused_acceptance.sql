-- The creator was refused, and only the brand can mend what was missing. Once a day: they may try as often as they like.
create or replace function app.announce_refused_acceptance(invitation_id uuid, reason text) returns void
language sql security definer set search_path = '' as $$
  insert into public.notifications (
    user_id, category, type, title, message, metadata, caused_by, deduplication_key
  )
  select
    member, 'payments', 'budget_low', 'A creator could not accept your invitation',
    format('The %s of "%s" does not cover the amount of an invitation. Add funds, so that the creator can accept.',
      case reason when 'BUDGET_EXHAUSTED' then 'budget' else 'wallet' end, c.name),
    jsonb_build_object(
      'invitation_id', i.id, 'campaign_id', c.id, 'campaign_name', c.name, 'needed', i.agreed_amount, 'reason', reason,
      'amount', i.agreed_amount, 'currency', c.currency
    ),
    i.creator_user_id, concat_ws(' ', 'refused acceptance', i.id, (now() at time zone 'UTC')::date)
  from public.campaign_invitations as i
  inner join public.campaigns as c on c.id = i.campaign_id
  cross join app.members_with(i.brand_id, 'money') as member
  where i.id = announce_refused_acceptance.invitation_id and i.status = 'pending'
  on conflict (user_id, deduplication_key) where deduplication_key is not null do nothing
$$;

comment on function app.announce_refused_acceptance(uuid, text) is
'Tells those who move the brand''s money, once per invitation and day (UTC), in a transaction of its own: the acceptance '
'was rolled back.';

grant execute on function app.announce_refused_acceptance(uuid, text) to service;
