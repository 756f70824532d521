-- Every step refuses a campaign's status with the same code and details.
create or replace function app.require_status(campaign public.campaigns, variadic allowed text[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if campaign.status <> all(allowed) then
    raise exception using
      errcode = 'IC008', message = 'the campaign is ' || campaign.status,
      detail = jsonb_build_object('status', campaign.status, 'allowed', allowed)::text;
  end if;
end
$$;

comment on function app.require_status(public.campaigns, text[]) is 'Raises IC008.';
