-- In one place: what a code leads to, and what a scan is refused for. Nobody is led on for a brand that has nobody left who
-- could act (as app.coded_link); its campaign may be over or paused, the gate is not.
create or replace function app.is_activation_open(
  activation public.activations, code public.activation_codes, at timestamptz
) returns boolean
language sql stable security definer set search_path = '' as $$
  select activation.starts_at <= is_activation_open.at and activation.ends_at > is_activation_open.at
    and (code.disabled_at is null or code.disabled_at > is_activation_open.at)
    and (code.expires_at is null or code.expires_at > is_activation_open.at)
    and case when is_activation_open.at >= now() - interval '1 minute' then activation.status
      else app.activation_status_at(activation, is_activation_open.at) end = 'active'
    and exists (
      select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
      where m.brand_id = activation.brand_id and m.status = 'active' and u.status = 'active'
    )
$$;

comment on function app.is_activation_open(public.activations, public.activation_codes, timestamptz) is
'Whether a scan of the code counted at that moment: active, within its times, the code good, and the brand has somebody who can act.';
