-- migrate:up
set local lock_timeout = '3s';

-- Visitors are sent to what stands here, and SQL copies it from one table to the next.
alter table brand_profiles no force row level security;
alter table campaigns no force row level security;
alter table tracking_links no force row level security;

-- A website was taken as it was typed. What no browser's form can be made of goes; the audit log keeps it.
update brand_profiles as b
set website = case when app.is_public_address(typed.address) then typed.address end
from (
  select
    w.id,
    lower(w.host) || case when w.rest like '/%' then w.rest else '/' || w.rest end as address
  from (
    select
      p.id,
      substring(p.website from '^[^/]*//[^/?#]*') as host,
      substring(p.website from '^[^/]*//[^/?#]*(.*)$') as rest
    from brand_profiles as p
    where not app.is_public_address(p.website)
  ) as w
) as typed
where b.id = typed.id;
update campaigns set destination_url = null
where not app.is_public_address(destination_url);
update tracking_links set disabled_at = now()
where disabled_at is null and not app.is_public_address(destination_url);

alter table brand_profiles force row level security;
alter table campaigns force row level security;
alter table tracking_links force row level security;

alter table brand_profiles drop constraint brand_profiles_website_is_https;
alter table brand_profiles add constraint brand_profiles_website_is_public check (app.is_public_address(website));
alter table campaigns drop constraint campaign_destination_is_https;
alter table campaigns add constraint campaign_destination_is_public check (app.is_public_address(destination_url));
-- A link that is switched off leads nowhere.
alter table tracking_links add constraint tracking_links_destination_is_public
check (disabled_at is not null or app.is_public_address(destination_url));
-- What stands is a copy of what was checked, and nobody is sent there: it is not worth a deploy that fails.
alter table campaign_cta_links drop constraint campaign_cta_links_destination_is_https;
alter table campaign_cta_links add constraint campaign_cta_links_destination_is_public
check (app.is_public_address(destination_url)) not valid;

-- migrate:down
set local lock_timeout = '3s';
alter table campaign_cta_links drop constraint campaign_cta_links_destination_is_public;
alter table campaign_cta_links add constraint campaign_cta_links_destination_is_https
check (destination_url like 'https://%');
alter table tracking_links drop constraint tracking_links_destination_is_public;
alter table campaigns drop constraint campaign_destination_is_public;
alter table campaigns add constraint campaign_destination_is_https
check (destination_url like 'https://%' and length(destination_url) <= 2048);
alter table brand_profiles drop constraint brand_profiles_website_is_public;
alter table brand_profiles add constraint brand_profiles_website_is_https check (website like 'https://%');
