-- migrate:up
set local lock_timeout = '3s';

-- What the brand said about a revision.
create table submission_reviews (
  id uuid constraint submission_reviews_pkey primary key default uuidv7(),
  submission_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  reviewer_user_id uuid
  constraint submission_reviews_were_written_by_a_user references auth.users (id) on delete restrict,
  revision integer not null,
  decision text not null,
  feedback text not null default '',
  reviewed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint submission_reviews_belong_to_a_submission
  foreign key (submission_id, campaign_id, brand_id, creator_user_id)
  references creator_submissions (id, campaign_id, brand_id, creator_user_id) on delete restrict,
  constraint submission_is_reviewed_once_per_revision unique (submission_id, revision),
  constraint submission_reviews_decision_is_known
  check (decision in ('approved', 'changes_requested', 'rejected')),
  constraint submission_reviews_say_what_is_wrong check (decision = 'approved' or length(btrim(feedback)) > 0),
  constraint submission_reviews_feedback_fits check (length(feedback) <= 5000)
);
alter table submission_reviews enable row level security;
alter table submission_reviews force row level security;
create index submission_reviews_of_a_submission
on submission_reviews (submission_id, campaign_id, brand_id, creator_user_id);
create index submission_reviews_of_a_brand on submission_reviews (brand_id, id desc);
create index submission_reviews_of_a_creator on submission_reviews (creator_user_id, id desc);
create index submission_reviews_by_reviewer on submission_reviews (reviewer_user_id);
select app.keep_append_only('submission_reviews');
create policy submission_reviews_people on submission_reviews for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy submission_reviews_admin on submission_reviews for select to admin using (true);
create policy submission_reviews_service on submission_reviews for select to service using (true);
create policy submission_reviews_internal on submission_reviews to app_internal using (true) with check (true);
grant select on submission_reviews to authenticated, admin, service;
grant select, insert on submission_reviews to app_internal;
-- NOTE: nobody inserts: app.review_submission decides, pays and writes in one transaction.
comment on table submission_reviews is
'Reviews, one per revision; reviewer_user_id is NULL where time ran out. Append-only.';

-- migrate:down
set local lock_timeout = '3s';
drop table submission_reviews;
