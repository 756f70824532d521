-- Called under the participant's lock, so that of two approvals at once the later one sees both.
create or replace function app.complete_participant(participant_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  asked bigint;
  approved bigint;
begin
  select sum(d.quantity) into asked from public.campaign_deliverables as d
  where d.campaign_id = (
    select p.campaign_id from public.campaign_participants as p where p.id = complete_participant.participant_id
  );
  select count(*) into approved from public.creator_submissions as s
  where s.participant_id = complete_participant.participant_id and s.status = 'approved';
  if approved >= asked then
    update public.campaign_participants as p set status = 'completed'
    where p.id = complete_participant.participant_id and p.status = 'active';
  end if;
end
$$;

comment on function app.complete_participant(uuid) is 'Active → completed once every unit is approved.';
