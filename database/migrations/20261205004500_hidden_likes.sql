-- migrate:up
set local lock_timeout = '3s';

alter table content_posts alter column likes drop not null;
alter table campaign_content_tracking alter column likes drop not null;
comment on column content_posts.likes is 'NULL where the person hides them: unknown is not 0.';
comment on column campaign_content_tracking.likes is 'NULL where the person hides them: unknown is not 0.';

-- migrate:down
set local lock_timeout = '3s';
alter table content_posts no force row level security;
alter table campaign_content_tracking no force row level security;
update content_posts set likes = 0
where likes is null;
update campaign_content_tracking set likes = 0
where likes is null;
alter table content_posts force row level security;
alter table campaign_content_tracking force row level security;
alter table content_posts alter column likes set not null;
alter table campaign_content_tracking alter column likes set not null;
comment on column content_posts.likes is null;
comment on column campaign_content_tracking.likes is null;
