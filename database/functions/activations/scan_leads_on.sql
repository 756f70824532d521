-- A fan reads no activation: all that a page needs is whether it has somewhere to lead.
create or replace function app.scan_leads_on(activation_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.activations as a where a.id = scan_leads_on.activation_id and a.landing_url is not null
      and exists (select from app.active_members(a.brand_id))
  )
$$;

comment on function app.scan_leads_on(uuid) is 'Whether who scanned is led on to a page of the brand (landing_url): a brand that somebody can act for.';

grant execute on function app.scan_leads_on(uuid) to anon;
