-- The first locks of whoever hands in work: campaign, participant, then the submission.
create or replace function app.open_participation(participant public.campaign_participants) returns void
language plpgsql security definer set search_path = '' as $$
declare
  locked public.campaign_participants;
begin
  perform app.require_status(app.lock_campaign(participant.campaign_id), 'active', 'paused');
  select p.* into locked from public.campaign_participants as p where p.id = participant.id for no key update;
  if locked.status <> 'active' then
    raise exception using
      errcode = 'IC014', message = 'the participant is ' || locked.status,
      detail = jsonb_build_object('status', locked.status)::text;
  end if;
end
$$;

comment on function app.open_participation(public.campaign_participants) is
'Locks campaign and participant, both running. Raises IC008, IC014.';
