-- migrate:up
set local lock_timeout = '3s';

-- What a front end keeps about its user (supabase-js: user_metadata). It means nothing to us.
alter table user_profiles
add column user_metadata jsonb not null default '{}',
add constraint user_profiles_metadata_is_an_object check (jsonb_typeof(user_metadata) = 'object'),
add constraint user_profiles_metadata_fits check (octet_length(user_metadata::text) <= 16384);
grant update (user_metadata) on user_profiles to authenticated, admin, service, app_internal;
comment on column user_profiles.user_metadata is 'What the front end keeps about the person, at most 16 KiB; no rule of ours reads it.';

-- migrate:down
set local lock_timeout = '3s';
alter table user_profiles drop column user_metadata;
