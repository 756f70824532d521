-- migrate:up
set local lock_timeout = '3s';

-- Where it is night for somebody: mail about messages waits until the morning there.
alter table user_profiles
add column time_zone text,
add constraint user_profiles_time_zone_is_known check (app.is_time_zone(time_zone));
grant update (time_zone) on user_profiles to authenticated, admin, service, app_internal;
comment on column user_profiles.time_zone is
'IANA name of a place, as the client says it; NULL: not said (app.time_zone_of knows more).';

-- migrate:down
set local lock_timeout = '3s';
alter table user_profiles drop column time_zone;
