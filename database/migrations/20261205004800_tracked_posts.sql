-- migrate:up
set local lock_timeout = '3s';

-- What became of a post, and whether it says that it is advertising.
alter table campaign_content_tracking
add column status text not null default 'live',
add column missing_since timestamptz,
add column gone_at timestamptz,
add column checked_at timestamptz,
add column disclosure text not null default 'unknown',
add column disclosure_terms text[] not null default '{}',
add column disclosure_reminded_at timestamptz,
add constraint campaign_content_tracking_status_is_known check (status in ('live', 'missing', 'gone')),
add constraint tracked_post_is_missing_since_a_moment check ((status = 'live') = (missing_since is null)),
add constraint tracked_post_is_gone_since_a_moment check ((status = 'gone') = (gone_at is not null)),
add constraint tracked_post_disclosure_is_known check (disclosure in ('found', 'missing', 'unknown')),
add constraint tracked_post_discloses_in_words check ((disclosure = 'found') = (disclosure_terms <> '{}'));
create trigger status_machine before update of status on campaign_content_tracking
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IA021', '{"live": ["missing"], "missing": ["live", "gone"], "gone": ["live"]}'
);
comment on column campaign_content_tracking.status is
'missing: not found in a reading; gone: nor in one a day later, and the brand was told.';
comment on column campaign_content_tracking.checked_at is 'When the platform last said anything of the post.';
comment on column campaign_content_tracking.disclosure is
'Whether the text or the platform''s label says that it is advertising, and in disclosure_terms, by what.';

-- migrate:down
set local lock_timeout = '3s';
drop trigger status_machine on campaign_content_tracking;
alter table campaign_content_tracking
drop column status,
drop column missing_since,
drop column gone_at,
drop column checked_at,
drop column disclosure,
drop column disclosure_terms,
drop column disclosure_reminded_at;
