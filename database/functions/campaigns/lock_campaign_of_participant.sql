-- Money in a campaign has one lock order: campaign, participant, reservation, then ledger accounts by id.
create or replace function app.lock_campaign_of_participant(participant_id uuid) returns public.campaigns
language plpgsql security definer set search_path = '' as $$
declare
  locked public.campaigns;
begin
  select c.* into locked from public.campaigns as c
  where c.id = (select p.campaign_id from public.campaign_participants as p
    where p.id = lock_campaign_of_participant.participant_id)
  for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such participant', detail = '{}';
  end if;
  perform from public.campaign_participants as p
  where p.id = lock_campaign_of_participant.participant_id for no key update;
  return locked;
end
$$;

comment on function app.lock_campaign_of_participant(uuid) is 'Campaign first, participant second. Raises IG003.';
