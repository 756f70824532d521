-- migrate:up
set local lock_timeout = '3s';

-- What a creator delivers: one row for each unit of a deliverable, which is revised until it is approved or rejected.
create table creator_submissions (
  id uuid constraint creator_submissions_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  participant_id uuid not null,
  deliverable_id uuid not null,
  unit integer not null default 1,
  submission_type text not null,
  content_url text,
  file_path text,
  description text not null default '',
  status text not null default 'pending_review',
  revision integer not null default 1,
  submitted_at timestamptz not null default now(),
  reminded_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creator_submissions_come_from_a_participant
  foreign key (participant_id, campaign_id, brand_id, creator_user_id)
  references campaign_participants (id, campaign_id, brand_id, creator_user_id) on delete restrict,
  constraint creator_submissions_deliver_what_was_asked foreign key (deliverable_id, campaign_id, brand_id)
  references campaign_deliverables (id, campaign_id, brand_id) on delete restrict,
  constraint creator_submissions_keep_their_tenants unique (id, campaign_id, brand_id, creator_user_id),
  constraint creator_submissions_type_is_known check (submission_type in ('url', 'file', 'text')),
  constraint creator_submissions_hold_what_their_type_says check (
    case submission_type
      when 'url' then content_url is not null when 'file' then file_path is not null else description <> ''
    end
  ),
  constraint creator_submissions_url_is_https check (content_url like 'https://%' and length(content_url) <= 2048),
  constraint creator_submissions_path_fits check (length(file_path) <= 1024),
  constraint creator_submissions_description_fits check (length(description) <= 10000),
  constraint creator_submissions_status_is_known
  check (status in ('pending_review', 'approved', 'changes_requested', 'rejected')),
  constraint creator_submissions_unit_counts_from_one check (unit between 1 and 1000),
  constraint creator_submissions_revision_counts_from_one check (revision between 1 and 100)
);
alter table creator_submissions enable row level security;
alter table creator_submissions force row level security;
create unique index submission_exists_once_per_unit on creator_submissions (participant_id, deliverable_id, unit)
where status <> 'rejected';
create index creator_submissions_of_a_participant
on creator_submissions (participant_id, campaign_id, brand_id, creator_user_id);
create index creator_submissions_of_a_deliverable on creator_submissions (deliverable_id, campaign_id, brand_id);
create index creator_submissions_of_a_campaign on creator_submissions (campaign_id, id desc);
create index creator_submissions_of_a_brand on creator_submissions (brand_id, id desc);
create index creator_submissions_of_a_creator on creator_submissions (creator_user_id, id desc);
create index creator_submissions_waiting on creator_submissions (submitted_at) where status = 'pending_review';
create index creator_submissions_with_a_post on creator_submissions (creator_user_id)
where status = 'approved' and submission_type = 'url';
create trigger touch_updated_at before update on creator_submissions
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on creator_submissions
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC004', '{"pending_review": ["approved", "changes_requested", "rejected"],
             "changes_requested": ["pending_review", "rejected"]}'
);
select app.audit_table('creator_submissions', 'id');
create policy creator_submissions_people on creator_submissions for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy creator_submissions_admin on creator_submissions for select to admin using (true);
create policy creator_submissions_service on creator_submissions for select to service using (true);
create policy creator_submissions_internal on creator_submissions to app_internal using (true) with check (true);
grant select on creator_submissions to authenticated, admin, service;
grant select, insert, update on creator_submissions to app_internal;
-- NOTE: creators submit, and brands review, through functions: a submission belongs to a running campaign.
comment on table creator_submissions is 'Submissions; a rejected one makes room for another of the same unit.';

-- migrate:down
set local lock_timeout = '3s';
drop table creator_submissions;
