-- For policies on what belongs to a campaign: one set a statement instead of a look-up a row.
create or replace function auth.creator_campaign_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select p.campaign_id from public.campaign_participants as p where p.creator_user_id = auth.uid()
    union
    select i.campaign_id from public.campaign_invitations as i
    where i.creator_user_id = auth.uid() and i.status in ('pending', 'accepted')
  )
$$;

comment on function auth.creator_campaign_ids() is 'Campaigns that the actor is invited to or takes part in.';

grant execute on function auth.creator_campaign_ids() to authenticated, admin;
