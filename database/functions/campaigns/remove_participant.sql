-- Status, submissions and money change together: nothing stays promised to who has gone.
create or replace function app.remove_participant(participant_id uuid, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  participant public.campaign_participants;
  campaign public.campaigns;
  submission uuid;
begin
  select p.* into participant from public.campaign_participants as p where p.id = remove_participant.participant_id;
  perform app.require_manager(participant.brand_id, participant.creator_user_id);
  campaign := app.lock_campaign(participant.campaign_id);
  perform app.end_participation(participant.id, reason, null);
  for submission in
    select s.id from public.creator_submissions as s
    where s.participant_id = participant.id and s.status = 'pending_review' order by s.id
  loop
    perform app.review_submission(submission, 'rejected', coalesce(nullif(reason, ''), 'You were removed.'), null);
  end loop;
  update public.creator_submissions as s set status = 'rejected'
  where s.participant_id = participant.id and s.status = 'changes_requested';
  perform app.release_budget(participant.id);
  perform app.notify(
    participant.creator_user_id, 'campaigns', 'participant_removed', 'You no longer take part in a campaign',
    format('You were removed from "%s". %s', campaign.name, reason),
    jsonb_build_object(
      'campaign_id', campaign.id, 'campaign_name', campaign.name, 'participant_id', participant.id
    )
  );
end
$$;

comment on function app.remove_participant(uuid, text) is
'Active → inactive: what waits is rejected, what is unspent goes back to the wallet. Raises IG003, IM005, IC014.';

grant execute on function app.remove_participant(uuid, text) to authenticated, admin;
