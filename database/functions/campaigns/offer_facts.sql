-- What a mail about an invitation or an offer says beside its sentence. It is written down with the notification: a mail
-- that is sent again must be the same, whatever was renamed since.
create or replace function app.offer_facts(
  invitation_id uuid, by_creator boolean, amount bigint, words text
) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_strip_nulls(jsonb_build_object(
    'invitation_id', i.id, 'campaign_id', i.campaign_id, 'campaign_name', c.name,
    'from_name', case when by_creator then p.name else b.name end,
    'reader_name', case when not by_creator then p.name end,
    'amount', offer_facts.amount, 'currency', c.currency,
    -- What the creator earns is the creator's to know.
    'net_amount', case when not by_creator then app.foretold_earnings(i.campaign_id, offer_facts.amount) end,
    'expires_at', i.expires_at, 'words', left(offer_facts.words, 2000)
  ))
  from public.campaign_invitations as i
  inner join public.campaigns as c on c.id = i.campaign_id
  inner join public.brand_profiles as b on b.id = i.brand_id
  cross join app.creator_name(i.creator_user_id) as p (name)
  where i.id = offer_facts.invitation_id
$$;

comment on function app.offer_facts(uuid, boolean, bigint, text) is
'Who offers whom what until when, for the mail that tells it: minor units, net_amount after today''s fee. by_creator: the '
'brand reads it.';
