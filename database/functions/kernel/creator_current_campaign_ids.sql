-- Who was removed from a campaign keeps what was said and done, but gets no more of the brand's files and writes no
-- more.
create or replace function auth.creator_current_campaign_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select p.campaign_id from public.campaign_participants as p
    where p.creator_user_id = auth.uid() and p.status in ('active', 'completed')
    union
    select i.campaign_id from public.campaign_invitations as i
    where i.creator_user_id = auth.uid() and i.status = 'pending'
  )
$$;

comment on function auth.creator_current_campaign_ids() is
'Campaigns that the actor takes part in or is invited to at this moment; not those that they were removed from.';

grant execute on function auth.creator_current_campaign_ids() to authenticated, admin;
