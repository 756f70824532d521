-- migrate:up
set local lock_timeout = '3s';

-- The function that limits how many labelled links a campaign has belongs to app_internal, and counts them.
create policy campaign_cta_links_internal on campaign_cta_links for select to app_internal using (true);
grant select on campaign_cta_links to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke select on campaign_cta_links from app_internal;
drop policy campaign_cta_links_internal on campaign_cta_links;
