-- migrate:up
set local lock_timeout = '3s';

-- Where a visitor goes who follows the link after its end; NULL: to a page that says so.
alter table tracking_links add column expired_url text
constraint tracking_links_expired_url_is_public check (app.is_public_address(expired_url));
grant insert (expired_url), update (expired_url) on tracking_links to authenticated, admin, service;
comment on column tracking_links.expired_url is 'Where visitors go after expires_at, uncounted.';

-- migrate:down
set local lock_timeout = '3s';
alter table tracking_links drop column expired_url;
