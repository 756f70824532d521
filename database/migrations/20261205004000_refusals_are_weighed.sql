-- migrate:up
set local lock_timeout = '3s';

-- A refused token expires an account at the end of a run, unless the platform refuses so many at once that the fault
-- must be ours. A limit rests the account that met it; renewals rest apart from readings.
alter table social_platforms
add refresh_rests_until timestamptz,
add refusals_to_doubt integer not null default 5,
add share_to_doubt numeric(3, 2) not null default 0.25,
add doubted_since timestamptz,
add administrators_told_at timestamptz,
add constraint social_platforms_doubt_several_refusals check (refusals_to_doubt between 1 and 1000),
add constraint social_platforms_doubt_a_share check (share_to_doubt between 0 and 1);
create policy social_platforms_internal on social_platforms to app_internal using (true) with check (true);
grant update (refresh_rests_until, refusals_to_doubt, share_to_doubt, doubted_since) on social_platforms to admin;
grant update (refresh_rests_until) on social_platforms to service;
grant select, update (refresh_rests_until, doubted_since, administrators_told_at) on social_platforms to app_internal;
-- NOTE: the service begins and ends no doubt: app.weigh_refusals does.
comment on column social_platforms.doubted_since is
'Since when refusals of this platform are taken for ours: as long as it stands, they expire no account.';
comment on column social_platforms.rate_limited_until is 'Nobody reads here until then.';
comment on column social_platforms.refresh_rests_until is 'Nobody renews tokens here until then.';

alter table social_token_refreshes
add refused_since timestamptz,
add refused_at timestamptz,
add refusal text,
add limited_at timestamptz,
add reminded_at timestamptz,
add constraint social_token_refreshes_refusals_are_whole
check (num_nonnulls(refused_since, refused_at, refusal) in (0, 3)),
add constraint social_token_refreshes_refused_in_order check (refused_at >= refused_since),
add constraint social_token_refreshes_refusal_fits check (length(refusal) <= 100);
create index social_token_refreshes_refused on social_token_refreshes (refused_at) where refused_at is not null;
create index social_token_refreshes_answered on social_token_refreshes (coalesce(refused_at, renewed_at));
create policy social_token_refreshes_internal on social_token_refreshes to app_internal
using (true) with check (true);
grant select, insert, update, delete on social_token_refreshes to app_internal;
comment on column social_token_refreshes.refused_at is
'When the platform last refused these tokens for good; new tokens take it away. It outlives the account''s expiry, as
evidence about the platform.';

create policy social_accounts_expiry on social_accounts for update to app_internal using (true) with check (true);
grant update (status) on social_accounts to app_internal;

alter table platform_sync_jobs
add not_before timestamptz;
comment on column platform_sync_jobs.not_before is 'The platform limits this account: nobody takes the job until then.';

-- migrate:down
set local lock_timeout = '3s';
alter table platform_sync_jobs drop not_before;
revoke update (status) on social_accounts from app_internal;
drop policy social_accounts_expiry on social_accounts;
revoke all on social_token_refreshes from app_internal;
drop policy social_token_refreshes_internal on social_token_refreshes;
alter table social_token_refreshes
drop reminded_at, drop limited_at, drop refusal, drop refused_at, drop refused_since;
revoke all on social_platforms from app_internal;
drop policy social_platforms_internal on social_platforms;
alter table social_platforms
drop administrators_told_at, drop doubted_since, drop share_to_doubt, drop refusals_to_doubt, drop refresh_rests_until;
