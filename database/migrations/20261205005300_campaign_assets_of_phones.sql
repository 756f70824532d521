-- migrate:up
set local lock_timeout = '3s';

-- What phones photograph and browsers record.
alter table campaign_assets
drop constraint campaign_assets_type_is_allowed,
add constraint campaign_assets_type_is_allowed check (media_type in (
  'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/heic', 'image/heif', 'image/avif', 'video/mp4',
  'video/quicktime', 'video/webm', 'application/pdf'
));

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: what was stored meanwhile stays; only new rows are held to the shorter list.
alter table campaign_assets
drop constraint campaign_assets_type_is_allowed,
add constraint campaign_assets_type_is_allowed check (media_type in (
  'image/jpeg', 'image/png', 'image/webp', 'image/gif', 'video/mp4', 'video/quicktime', 'application/pdf'
)) not valid;
