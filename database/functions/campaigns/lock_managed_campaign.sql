-- It asks before it locks: a stranger who waits for a campaign has learned that somebody works on it, and makes others
-- wait. Whose campaign it is never changes.
create or replace function app.lock_managed_campaign(campaign_id uuid) returns public.campaigns
language plpgsql security definer set search_path = '' as $$
begin
  perform app.require_manager(
    (select c.brand_id from public.campaigns as c where c.id = lock_managed_campaign.campaign_id),
    case when lock_managed_campaign.campaign_id = any(auth.creator_current_campaign_ids()) then auth.uid() end
  );
  return app.lock_campaign(campaign_id);
end
$$;

comment on function app.lock_managed_campaign(uuid) is
'app.lock_campaign for those who run it. Raises IG003, and IM005 for its members and creators who do not.';
