-- Nobody is held in a campaign. What the brand has approved is earned; what it has not decided goes with its creator,
-- who could not be asked for changes any more.
create or replace function app.leave_campaign(participant_id uuid, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  participant public.campaign_participants;
  campaign public.campaigns;
begin
  select p.* into participant from public.campaign_participants as p where p.id = leave_campaign.participant_id;
  perform app.require_creator(participant.creator_user_id, participant.brand_id);
  campaign := app.lock_campaign(participant.campaign_id);
  perform app.end_participation(participant.id, reason, now());
  perform app.drop_unapproved_work(participant.id);
  perform app.notify_brand(
    participant.brand_id, 'campaign', 'campaigns', 'participant_left', 'A creator has left a campaign',
    format(
      '%s no longer takes part in "%s". %s',
      coalesce(u.name, 'A creator'), campaign.name, leave_campaign.reason
    ),
    jsonb_strip_nulls(jsonb_build_object(
      'campaign_id', campaign.id, 'campaign_name', campaign.name, 'participant_id', participant.id,
      'from_name', u.name
    ))
  )
  from app.creator_name(participant.creator_user_id) as u (name);
end
$$;

comment on function app.leave_campaign(uuid, text) is
'Active → inactive, by the creator: what is not approved is rejected, what is unspent goes back to the wallet, the brand is '
'told. Raises IG003, IM005, IC014.';

grant execute on function app.leave_campaign(uuid, text) to authenticated, admin;
