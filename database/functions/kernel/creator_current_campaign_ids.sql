-- migrate:up
set local lock_timeout = '3s';

-- Each attempt to store a file copies to a key of its own, which the row takes when it becomes stored.
grant update (object_key) on campaign_assets to service;

-- Who was removed from a campaign keeps what was said and done, but gets no more of the brand's files and writes no more.
set local role app_internal;
create function auth.creator_current_campaign_ids() returns uuid[]
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
reset role;

alter policy campaign_assets_people on campaign_assets using (
  (brand_id = any((select auth.brand_ids())::uuid[]) and (creator_user_id is null or handed_in_at is not null))
  or (campaign_id = any((select auth.creator_current_campaign_ids())::uuid[]) and creator_user_id is null)
  or creator_user_id = (select auth.uid())
);
alter policy campaign_messages_people_insert on campaign_messages with check (
  sender_user_id = (select auth.uid())
  and (
    brand_id = any((select auth.campaign_brand_ids())::uuid[])
    or (
      creator_user_id = (select auth.uid())
      and campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
    )
  )
);

-- migrate:down
set local lock_timeout = '3s';
alter policy campaign_messages_people_insert on campaign_messages with check (
  sender_user_id = (select auth.uid())
  and (brand_id = any((select auth.campaign_brand_ids())::uuid[]) or creator_user_id = (select auth.uid()))
);
alter policy campaign_assets_people on campaign_assets using (
  (brand_id = any((select auth.brand_ids())::uuid[]) and (creator_user_id is null or handed_in_at is not null))
  or (campaign_id = any((select auth.creator_campaign_ids())::uuid[]) and creator_user_id is null)
  or creator_user_id = (select auth.uid())
);
set local role app_internal;
drop function auth.creator_current_campaign_ids();
reset role;
revoke update (object_key) on campaign_assets from service;
