-- migrate:up
set local lock_timeout = '3s';

-- Whose next sync is the second look at a post that is gone.
alter table deal_submissions
add column live_account_id uuid
constraint deal_submissions_are_seen_by_an_account references social_accounts (id) on delete set null;
create index deal_submissions_seen_by_an_account on deal_submissions (live_account_id)
where live_account_id is not null;
grant update (live_account_id) on deal_submissions to app_internal;
create policy content_posts_internal on content_posts for select to app_internal using (true);
grant select on content_posts to app_internal;
comment on column deal_submissions.live_account_id is 'The account whose posts hold, or held, that address.';
comment on column deal_submissions.live_checked_at is 'When it was first seen as live_status says: gone since then.';

-- migrate:down
set local lock_timeout = '3s';
revoke select on content_posts from app_internal;
drop policy content_posts_internal on content_posts;
drop index deal_submissions_seen_by_an_account;
alter table deal_submissions drop column live_account_id;
comment on column deal_submissions.live_checked_at is null;
