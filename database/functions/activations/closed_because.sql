-- For those who run it: why nobody can scan. (Scans themselves ask app.find_activation.) Whoever makes a row up learns nothing of a brand.
create or replace function app.closed_because(activation public.activations) returns text
language sql stable security definer set search_path = '' as $$
  select case
    when (auth.is_privileged() or activation.brand_id = any(auth.brand_ids())) is not true then null
    when activation.status <> 'active' then activation.status
    when activation.starts_at > now() then 'not_yet'
    when activation.ends_at <= now() then 'over'
    when not exists (select from app.active_members(activation.brand_id)) then 'brand_barred'
  end
$$;

comment on function app.closed_because(public.activations) is
'Why an activation takes no scan now: draft, paused, completed, not_yet, over, brand_barred (nobody of the brand can act). NULL: it takes '
'them, or is not the actor''s to see.';

grant execute on function app.closed_because(public.activations) to authenticated, admin;
