-- migrate:up
set local lock_timeout = '3s';

-- A brand asks the creators of a campaign.
create table surveys (
  id uuid constraint surveys_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  created_by uuid not null
  constraint surveys_were_created_by_a_user references auth.users (id) on delete restrict,
  title text not null,
  description text not null default '',
  status text not null default 'draft',
  closes_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint surveys_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint surveys_keep_their_tenants unique (id, campaign_id, brand_id),
  constraint surveys_title_is_given check (length(btrim(title)) between 1 and 200),
  constraint surveys_description_fits check (length(description) <= 5000),
  constraint surveys_status_is_known check (status in ('draft', 'open', 'closed'))
);
alter table surveys enable row level security;
alter table surveys force row level security;
create index surveys_of_a_campaign on surveys (campaign_id, brand_id, id desc);
create index surveys_of_a_brand on surveys (brand_id, id desc);
create index surveys_by_author on surveys (created_by);
create trigger touch_updated_at before update on surveys
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on surveys
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC007', '{"draft": ["open"], "open": ["closed"], "closed": ["open"]}'
);
create policy surveys_people on surveys for select to authenticated using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
create policy surveys_managers_insert on surveys for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy surveys_managers_update on surveys for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy surveys_managers_delete on surveys for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and status = 'draft');
create policy surveys_admin on surveys to admin using (true) with check (true);
create policy surveys_service on surveys for select to service using (true);
create policy surveys_internal on surveys for select to app_internal using (true);
grant select, insert (campaign_id, brand_id, created_by, title, description, closes_at),
update (title, description, status, closes_at), delete on surveys to authenticated, admin;
grant select on surveys to service, app_internal;
comment on table surveys is 'Surveys of a campaign''s creators.';

-- What is asked, in order. A question carries its tenants, so that its policies ask no other table.
create table survey_questions (
  id uuid constraint survey_questions_pkey primary key default uuidv7(),
  survey_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  position integer not null,
  kind text not null,
  prompt text not null,
  required boolean not null default true,
  options jsonb not null default '[]',
  created_at timestamptz not null default now(),
  constraint survey_questions_belong_to_a_survey foreign key (survey_id, campaign_id, brand_id)
  references surveys (id, campaign_id, brand_id) on delete cascade,
  constraint survey_questions_stand_in_order unique (survey_id, position),
  constraint survey_questions_belong_together unique (id, survey_id),
  constraint survey_questions_kind_is_known check (kind in ('text', 'single', 'multiple', 'rating', 'nps')),
  constraint survey_questions_position_counts_from_one check (position between 1 and 100),
  constraint survey_questions_prompt_is_given check (length(btrim(prompt)) between 1 and 1000),
  constraint survey_questions_offer_options_where_they_must check (
    jsonb_typeof(options) = 'array'
    and (kind in ('single', 'multiple')) = (jsonb_array_length(options) between 2 and 50)
  )
);
alter table survey_questions enable row level security;
alter table survey_questions force row level security;
create index survey_questions_of_a_survey on survey_questions (survey_id, campaign_id, brand_id);
create index survey_questions_of_a_brand on survey_questions (brand_id);
create index survey_questions_of_a_campaign on survey_questions (campaign_id);
create policy survey_questions_people on survey_questions for select to authenticated using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
create policy survey_questions_managers_insert on survey_questions for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy survey_questions_managers_delete on survey_questions for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy survey_questions_admin on survey_questions to admin using (true) with check (true);
create policy survey_questions_service on survey_questions for select to service using (true);
create policy survey_questions_internal on survey_questions for select to app_internal using (true);
grant select, insert (survey_id, campaign_id, brand_id, position, kind, prompt, required, options), delete
on survey_questions to authenticated, admin;
grant select on survey_questions to service, app_internal;
comment on table survey_questions is 'Questions; options holds the choices of single and multiple.';

-- migrate:down
set local lock_timeout = '3s';
drop table survey_questions;
drop table surveys;
