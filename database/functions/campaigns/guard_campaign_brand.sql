-- The last member leaves no running campaign behind (app.guard_last_brand_admin), and none begins to run afterwards.
create or replace function app.guard_campaign_brand() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- Waits for whoever is leaving at this moment.
  perform from public.brand_profiles as b where b.id = new.brand_id for key share;
  if not exists (
    select from public.brand_memberships as m where m.brand_id = new.brand_id and m.status = 'active'
  ) then
    raise exception using
      errcode = 'IM005', message = 'nobody is left in this brand to run a campaign', detail = '{}';
  end if;
  return new;
end
$$;

comment on function app.guard_campaign_brand() is
'BEFORE a campaign becomes active: its brand has a member. Raises IM005.';

grant execute on function app.guard_campaign_brand() to app_owner;

create or replace trigger guard_campaign_brand before update of status on campaigns
for each row when (new.status = 'active' and old.status <> 'active')
execute function app.guard_campaign_brand();
