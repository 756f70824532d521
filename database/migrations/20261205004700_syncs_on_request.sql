-- migrate:up
set local lock_timeout = '3s';

-- For app.request_sync. FOR NO KEY UPDATE of an account takes a right to change it.
create policy platform_sync_jobs_internal on platform_sync_jobs to app_internal using (true) with check (true);
grant select, insert on platform_sync_jobs to app_internal;
create policy social_accounts_internal_lock on social_accounts for update to app_internal using (true);
grant update (created_at) on social_accounts to app_internal;

-- migrate:down
set local lock_timeout = '3s';
revoke update (created_at) on social_accounts from app_internal;
drop policy social_accounts_internal_lock on social_accounts;
revoke select, insert on platform_sync_jobs from app_internal;
drop policy platform_sync_jobs_internal on platform_sync_jobs;
