-- Work that waits in a campaign which is over would be approved, by its brand or by the clock, and owed to nobody.
create or replace function app.end_work_of(creator_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  work record;
begin
  update public.campaign_invitations as i set status = 'expired'
  where i.creator_user_id = end_work_of.creator_user_id and i.status = 'pending';
  update public.gig_applications as a set status = 'withdrawn', answered_at = now()
  where a.creator_user_id = end_work_of.creator_user_id and a.status in ('submitted', 'shortlisted');
  for work in
    select s.participant_id, s.campaign_id, s.brand_id, count(*) as pieces
    from public.creator_submissions as s
    where s.creator_user_id = end_work_of.creator_user_id and s.status in ('pending_review', 'changes_requested')
    group by s.participant_id, s.campaign_id, s.brand_id order by s.campaign_id
  loop
    perform app.drop_unapproved_work(work.participant_id);
    perform app.notify_brand(
      work.brand_id, 'campaign', 'campaigns', 'participant_left', 'A creator has left',
      format('A creator had their account erased. What you had not approved of "%s" is rejected: %s.', c.name, work.pieces),
      jsonb_build_object(
        'campaign_id', work.campaign_id, 'campaign_name', c.name, 'participant_id', work.participant_id
      )
    )
    from public.campaigns as c where c.id = work.campaign_id;
  end loop;
end
$$;

comment on function app.end_work_of(uuid) is
'Of a creator whose account is erased: invitations expire, applications are withdrawn, unapproved work is rejected, its brands '
'are told. Under the locks of app.lock_work_of.';
