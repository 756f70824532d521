-- Creators see no row of campaigns, as budgets stand there; the currency of what they brought they may know.
create or replace function app.visible_currency(campaign_id uuid) returns setof text
language sql stable security definer set search_path = '' as $$
  select c.currency from public.campaigns as c
  where c.id = visible_currency.campaign_id
    and (auth.is_privileged() or c.brand_id = any(auth.brand_ids()) or c.id = any(auth.creator_campaign_ids()))
$$;

comment on function app.visible_currency(uuid) is
'The currency of a campaign for its brand, its creators and whom it invites; no row for everybody else.';

grant execute on function app.visible_currency(uuid) to authenticated, admin, service;
