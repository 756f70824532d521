-- migrate:up
set local lock_timeout = '3s';

-- That a creator has answered, once; the answers hang on it.
create table survey_responses (
  id uuid constraint survey_responses_pkey primary key default uuidv7(),
  survey_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  respondent_user_id uuid not null
  constraint survey_responses_come_from_a_user references auth.users (id) on delete cascade,
  submitted_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint survey_responses_belong_to_a_survey foreign key (survey_id, campaign_id, brand_id)
  references surveys (id, campaign_id, brand_id) on delete cascade,
  constraint survey_is_answered_once_per_user unique (survey_id, respondent_user_id),
  constraint survey_responses_keep_their_survey unique (id, survey_id, brand_id, respondent_user_id)
);
alter table survey_responses enable row level security;
alter table survey_responses force row level security;
create index survey_responses_of_a_survey on survey_responses (survey_id, campaign_id, brand_id);
create index survey_responses_of_a_brand on survey_responses (brand_id);
create index survey_responses_of_a_user on survey_responses (respondent_user_id);
create policy survey_responses_people on survey_responses for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or respondent_user_id = (select auth.uid()));
create policy survey_responses_creators_insert on survey_responses for insert to authenticated
with check (
  respondent_user_id = (select auth.uid()) and campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
create policy survey_responses_admin on survey_responses for select to admin using (true);
create policy survey_responses_service on survey_responses for select to service using (true);
create policy survey_responses_erasure on survey_responses to app_internal using (true);
grant select, insert (survey_id, campaign_id, brand_id, respondent_user_id)
on survey_responses to authenticated;
grant select on survey_responses to admin, service;
grant select, delete on survey_responses to app_internal;
comment on table survey_responses is 'Who answered a survey, once.';

-- One answer to one question.
create table survey_question_responses (
  id uuid constraint survey_question_responses_pkey primary key default uuidv7(),
  response_id uuid not null,
  survey_id uuid not null,
  question_id uuid not null,
  brand_id uuid not null,
  respondent_user_id uuid not null,
  answer jsonb not null,
  created_at timestamptz not null default now(),
  constraint survey_question_responses_belong_to_a_response
  foreign key (response_id, survey_id, brand_id, respondent_user_id)
  references survey_responses (id, survey_id, brand_id, respondent_user_id) on delete cascade,
  constraint survey_question_responses_answer_a_question foreign key (question_id, survey_id)
  references survey_questions (id, survey_id) on delete cascade,
  constraint survey_question_is_answered_once unique (response_id, question_id),
  constraint survey_question_responses_answer_fits check (length(answer::text) <= 10000)
);
alter table survey_question_responses enable row level security;
alter table survey_question_responses force row level security;
create index survey_question_responses_of_a_response
on survey_question_responses (response_id, survey_id, brand_id, respondent_user_id);
create index survey_question_responses_of_a_question on survey_question_responses (question_id, survey_id);
create index survey_question_responses_of_a_brand on survey_question_responses (brand_id);
create index survey_question_responses_of_a_user on survey_question_responses (respondent_user_id);
create policy survey_question_responses_people on survey_question_responses for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or respondent_user_id = (select auth.uid()));
create policy survey_question_responses_insert on survey_question_responses for insert to authenticated
with check (respondent_user_id = (select auth.uid()));
create policy survey_question_responses_admin on survey_question_responses for select to admin using (true);
create policy survey_question_responses_service on survey_question_responses for select to service using (true);
grant select, insert (response_id, survey_id, question_id, brand_id, respondent_user_id, answer)
on survey_question_responses to authenticated;
grant select on survey_question_responses to admin, service;
comment on table survey_question_responses is 'Answers: text, one choice, a list of choices, or a number.';

-- migrate:down
set local lock_timeout = '3s';
drop table survey_question_responses;
drop table survey_responses;
