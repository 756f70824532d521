-- migrate:up
set local lock_timeout = '3s';

-- What a post achieved, as far as it is known: unknown is NULL, and never 0.
alter table campaign_content_tracking
add column reach bigint,
add column saves bigint,
alter column views drop not null,
alter column views drop default,
alter column likes drop default,
alter column comments drop not null,
alter column comments drop default,
alter column shares drop not null,
alter column shares drop default,
add constraint campaign_content_tracking_reach_is_not_negative check (reach >= 0),
add constraint campaign_content_tracking_saves_are_not_negative check (saves >= 0);
-- Figures of before have 0 where nobody told one: posts that were never read, shares of YouTube, what Instagram kept
-- to itself. A real 0 comes back with the next reading.
alter table campaign_content_tracking no force row level security;
update campaign_content_tracking set views = null, likes = null, comments = null, shares = null
where last_synced_at is null;
update campaign_content_tracking
set
  views = case when platform = 'instagram' then nullif(views, 0) else views end,
  shares = nullif(shares, 0)
where platform = 'youtube' and shares = 0 or platform = 'instagram' and (views = 0 or shares = 0);
alter table campaign_content_tracking force row level security;
-- A report is about one campaign; until now only accounts and submissions were asked for.
create index campaign_content_tracking_of_a_campaign on campaign_content_tracking (campaign_id, id desc);
comment on column campaign_content_tracking.views is 'NULL where the platform does not tell: unknown is not 0.';
comment on column campaign_content_tracking.comments is 'NULL where the platform does not tell: unknown is not 0.';
comment on column campaign_content_tracking.shares is 'NULL where the platform does not tell: unknown is not 0.';
comment on column campaign_content_tracking.reach is
'How many people saw it, as Instagram estimates; NULL where nobody tells.';
comment on column campaign_content_tracking.saves is
'How many kept it: Instagram''s saves, X''s bookmarks; NULL where nobody tells.';

-- migrate:down
set local lock_timeout = '3s';
drop index campaign_content_tracking_of_a_campaign;
alter table campaign_content_tracking no force row level security;
update campaign_content_tracking
set views = coalesce(views, 0), comments = coalesce(comments, 0), shares = coalesce(shares, 0)
where views is null or comments is null or shares is null;
alter table campaign_content_tracking force row level security;
alter table campaign_content_tracking
drop column reach,
drop column saves,
alter column views set default 0,
alter column views set not null,
alter column likes set default 0,
alter column comments set default 0,
alter column comments set not null,
alter column shares set default 0,
alter column shares set not null;
comment on column campaign_content_tracking.views is null;
comment on column campaign_content_tracking.comments is null;
comment on column campaign_content_tracking.shares is null;
