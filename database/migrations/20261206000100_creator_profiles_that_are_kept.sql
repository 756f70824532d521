-- migrate:up
set local lock_timeout = '3s';

-- What creators say of themselves. The release before writes none of it, hence the defaults.
alter table creator_profiles
add column headline text not null default '',
add column slug text,
add column media_kit_public boolean not null default false,
add column portfolio_links text[] not null default '{}',
add column availability text not null default 'open',
add column available_from date,
add column time_zone text,
add column avatar_url text,
add column nudged_at timestamptz,
add constraint creator_profiles_headline_fits check (length(headline) <= 160),
add constraint creator_profiles_slug_is_taken unique (slug),
add constraint creator_profiles_slug_is_url_safe
check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 3 and 40),
add constraint creator_profiles_slug_is_not_reserved check (not app.is_reserved_slug(slug)),
add constraint creator_profiles_media_kit_has_an_address check (slug is not null or not media_kit_public),
add constraint creator_profiles_links_are_few check (cardinality(portfolio_links) <= 10),
add constraint creator_profiles_links_are_public check (app.are_public_addresses(portfolio_links)),
add constraint creator_profiles_availability_is_known check (availability in ('open', 'limited', 'closed')),
add constraint creator_profiles_are_available_later check (available_from is null or availability <> 'open'),
add constraint creator_profiles_time_zone_is_known check (app.is_time_zone(time_zone)),
add constraint creator_profiles_avatar_is_https
check (avatar_url like 'https://%' or avatar_url ~ '^/avatars/[0-9a-f-]{36}$');
alter table user_profiles
drop constraint user_profiles_avatar_is_https,
add constraint user_profiles_avatar_is_https
check (avatar_url like 'https://%' or avatar_url ~ '^/avatars/[0-9a-f-]{36}$');

-- One picture a person: theirs is user_profiles.avatar_url, and this is the copy that others may read.
alter table creator_profiles no force row level security;
alter table user_profiles no force row level security;
update creator_profiles as c set avatar_url = u.avatar_url
from user_profiles as u
where u.id = c.user_id and u.avatar_url is not null;
alter table creator_profiles force row level security;
alter table user_profiles force row level security;

-- Who is waited for, and who may be reminded of an empty profile.
create index creator_profiles_available_later on creator_profiles (available_from)
where available_from is not null;
create index creator_profiles_to_nudge on creator_profiles (coalesce(nudged_at, created_at))
where categories = '{}' or country_code is null;
grant update (headline, slug, media_kit_public, portfolio_links, availability, available_from, time_zone)
on creator_profiles to authenticated, admin;
grant update (availability, available_from, nudged_at) on creator_profiles to app_internal;
-- NOTE: avatar_url follows user_profiles by trigger; nudged_at is the timer's.
comment on column creator_profiles.slug is 'Address of the public media kit; NULL until chosen.';
comment on column creator_profiles.available_from is
'The day (UTC) from which who is limited or closed is open again.';
comment on column creator_profiles.avatar_url is
'Copy of user_profiles.avatar_url; a path is of our own host.';
comment on column creator_profiles.nudged_at is 'When they were last reminded of an empty profile.';
comment on column creator_profiles.rates is 'Of before creator_rates; read and written by the release before only.';

-- migrate:down
set local lock_timeout = '3s';
drop index creator_profiles_to_nudge;
drop index creator_profiles_available_later;
alter table user_profiles no force row level security;
update user_profiles set avatar_url = null
where avatar_url like '/%';
alter table user_profiles force row level security;
alter table user_profiles
drop constraint user_profiles_avatar_is_https,
add constraint user_profiles_avatar_is_https check (avatar_url like 'https://%');
alter table creator_profiles
drop column headline,
drop column slug,
drop column media_kit_public,
drop column portfolio_links,
drop column availability,
drop column available_from,
drop column time_zone,
drop column avatar_url,
drop column nudged_at;
comment on column creator_profiles.rates is null;
