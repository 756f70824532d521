-- migrate:up
set local lock_timeout = '3s';

-- Creators who ask for a gig, with their price.
create table gig_applications (
  id uuid constraint gig_applications_pkey primary key default uuidv7(),
  gig_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null
  constraint gig_applications_come_from_a_creator references auth.users (id) on delete restrict,
  note text not null default '',
  price bigint not null,
  answers jsonb not null default '[]',
  status text not null default 'submitted',
  rejection_reason text,
  rejection_note text not null default '',
  reapply_after timestamptz,
  meets jsonb not null default '{}',
  expires_at timestamptz not null,
  answered_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint gig_applications_belong_to_a_gig foreign key (gig_id, brand_id)
  references gigs (id, brand_id) on delete restrict,
  constraint gig_applications_keep_their_gig unique (id, gig_id, creator_user_id),
  constraint gig_applications_note_fits check (length(note) <= 5000),
  constraint gig_applications_price_is_in_range check (price between 1 and 1000000000000),
  constraint gig_applications_answers_are_few
  check (jsonb_typeof(answers) = 'array' and jsonb_array_length(answers) <= 10 and length(answers::text) <= 60000),
  constraint gig_applications_status_is_known
  check (status in ('submitted', 'shortlisted', 'approved', 'rejected', 'withdrawn', 'expired')),
  constraint gig_applications_reason_is_known
  check (rejection_reason in ('price', 'fit', 'audience', 'filled', 'other')),
  constraint gig_applications_are_rejected_for_a_reason check ((status = 'rejected') = (rejection_reason is not null)),
  constraint gig_applications_rejection_note_fits check (length(rejection_note) <= 2000),
  constraint gig_applications_meet_what_is_asked check (jsonb_typeof(meets) = 'object')
);
alter table gig_applications enable row level security;
alter table gig_applications force row level security;
create unique index application_is_live_once on gig_applications (gig_id, creator_user_id)
where status in ('submitted', 'shortlisted');
create index gig_applications_of_a_gig on gig_applications (gig_id, brand_id, id desc);
create index gig_applications_of_a_brand on gig_applications (brand_id, id desc);
create index gig_applications_of_a_creator on gig_applications (creator_user_id, id desc);
create index gig_applications_that_expire on gig_applications (expires_at)
where status in ('submitted', 'shortlisted');
create trigger touch_updated_at before update on gig_applications
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on gig_applications
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IK001', '{"submitted": ["shortlisted", "approved", "rejected", "withdrawn", "expired"],
             "shortlisted": ["approved", "rejected", "withdrawn", "expired"]}'
);
select app.audit_table('gig_applications', 'id', 'note', 'answers', 'rejection_note');
create policy gig_applications_people on gig_applications for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy gig_applications_admin on gig_applications for select to admin using (true);
create policy gig_applications_service on gig_applications for select to service using (true);
create policy gig_applications_internal on gig_applications to app_internal using (true) with check (true);
grant select on gig_applications to authenticated, admin, service;
grant select, insert, update on gig_applications to app_internal;
-- NOTE: nobody writes but functions: an application belongs to an open gig, and an approval makes a deal.
comment on table gig_applications is 'Applications to gigs; price in minor units of the gig''s currency, without the fee.';
comment on column gig_applications.meets is 'Which of the asked followers, platform, country and language are met.';
comment on column gig_applications.reapply_after is 'From when the creator may ask again; NULL: at once.';

-- migrate:down
set local lock_timeout = '3s';
drop table gig_applications;
