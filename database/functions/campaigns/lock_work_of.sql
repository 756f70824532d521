-- Before the account is locked: who answers or reviews at this moment holds these, and refers to the account.
create or replace function app.lock_work_of(creator_user_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.lock_campaign(w.campaign_id)
  from (
    select s.campaign_id from public.creator_submissions as s
    where s.creator_user_id = lock_work_of.creator_user_id and s.status in ('pending_review', 'changes_requested')
    union
    select i.campaign_id from public.campaign_invitations as i
    where i.creator_user_id = lock_work_of.creator_user_id and i.status = 'pending'
    order by campaign_id
  ) as w;
  perform from public.campaign_invitations as i
  where i.creator_user_id = lock_work_of.creator_user_id and i.status = 'pending'
  order by i.id for no key update;
  perform from public.gig_applications as a
  where a.creator_user_id = lock_work_of.creator_user_id and a.status in ('submitted', 'shortlisted')
  order by a.id for no key update;
end
$$;

comment on function app.lock_work_of(uuid) is
'Campaigns in which a creator has unapproved work or an open invitation, then those invitations, then open applications for gigs.';
