-- One order everywhere: campaign, invitation or participant, submission, ledger accounts by id.
create or replace function app.lock_campaign(campaign_id uuid) returns public.campaigns
language plpgsql security definer set search_path = '' as $$
declare
  locked public.campaigns;
begin
  select c.* into locked from public.campaigns as c where c.id = lock_campaign.campaign_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such campaign', detail = '{}';
  end if;
  return locked;
end
$$;

comment on function app.lock_campaign(uuid) is 'First lock of every step of the engine. Raises IG003.';
