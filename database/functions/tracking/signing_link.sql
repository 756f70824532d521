-- A shop's key acts for its brand, and no longer than the brand can. Orders that follow clicks of before are heard though the link
-- ended or was switched off since.
create or replace function app.signing_link(code text) returns table (link_id uuid, campaign_id uuid, keys text[])
language sql stable security definer set search_path = '' as $$
  select
    l.id, l.campaign_id, k.key || array(
      select f.key from public.tracking_link_former_keys as f where f.tracking_link_id = l.id and f.valid_until > now()
    )
  from app.coded_link(code) as l inner join public.tracking_link_keys as k on k.tracking_link_id = l.id
$$;

comment on function app.signing_link(text) is
'The link of a code (an alias in any case) with the keys that shops may sign with, the present one first; no row where '
'there is none, or no member of its brand can act.';

grant execute on function app.signing_link(text) to service;
