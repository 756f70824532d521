-- migrate:up
set local lock_timeout = '3s';

-- Others see a brand's file once it is stored: what is pending or refused is between S3 and who runs the campaign.
alter policy campaign_assets_people on campaign_assets using (
  (
    creator_user_id is null and (
      brand_id = any((select auth.campaign_brand_ids())::uuid[])
      or (status = 'stored' and (
        brand_id = any((select auth.brand_ids())::uuid[])
        or campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
      ))
    )
  )
  or (handed_in_at is not null and brand_id = any((select auth.brand_ids())::uuid[]))
  or creator_user_id = (select auth.uid())
);

-- migrate:down
set local lock_timeout = '3s';
alter policy campaign_assets_people on campaign_assets using (
  (brand_id = any((select auth.brand_ids())::uuid[]) and (creator_user_id is null or handed_in_at is not null))
  or (campaign_id = any((select auth.creator_current_campaign_ids())::uuid[]) and creator_user_id is null)
  or creator_user_id = (select auth.uid())
);
