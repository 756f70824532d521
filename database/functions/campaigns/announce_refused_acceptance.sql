-- The creator was refused, and only the brand can mend what was missing.
create or replace function app.announce_refused_acceptance(invitation_id uuid, reason text) returns void
language sql security definer set search_path = '' as $$
  select app.notify_brand(
    i.brand_id, 'money', 'payments', 'budget_low', 'A creator could not accept your invitation',
    format('The %s of "%s" does not cover the amount of an invitation. Add funds, so that the creator can accept.',
      case reason when 'BUDGET_EXHAUSTED' then 'budget' else 'wallet' end, c.name),
    jsonb_build_object('invitation_id', i.id, 'campaign_id', c.id, 'needed', i.agreed_amount, 'reason', reason)
  )
  from public.campaign_invitations as i inner join public.campaigns as c on c.id = i.campaign_id
  where i.id = announce_refused_acceptance.invitation_id and i.status = 'pending'
$$;

comment on function app.announce_refused_acceptance(uuid, text) is
'Tells those who move the brand''s money, in a transaction of its own: the acceptance was rolled back.';

grant execute on function app.announce_refused_acceptance(uuid, text) to service;
