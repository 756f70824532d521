-- migrate:up
set local lock_timeout = '3s';

-- What is a fact once for a person, whatever they do again: facts are kept for 400 days, this as long as the account.
create table fact_marks (
  user_id uuid not null
  constraint fact_marks_belong_to_a_user references auth.users (id) on delete restrict,
  type text not null
  constraint fact_marks_are_of_a_type references fact_types (key) on delete restrict,
  reference text not null default '',
  day date,
  created_at timestamptz not null default now(),
  constraint fact_marks_pkey primary key (user_id, type, reference),
  constraint fact_marks_reference_fits check (length(reference) <= 200)
);
alter table fact_marks enable row level security;
alter table fact_marks force row level security;
create index fact_marks_of_a_type on fact_marks (type);
create policy fact_marks_own on fact_marks for select to authenticated using (user_id = (select auth.uid()));
create policy fact_marks_admin on fact_marks for select to admin using (true);
create policy fact_marks_service on fact_marks for select to service using (true);
create policy fact_marks_internal on fact_marks to app_internal using (true) with check (true);
grant select on fact_marks to authenticated, admin, service;
grant select, insert, update, delete on fact_marks to app_internal;
comment on table fact_marks is
'What was a fact of a person''s and will not be one again: a profile completed in a role, a number of followers at a platform. '
'Of login.day: the last day (day, in the time zone of the person).';

-- migrate:down
set local lock_timeout = '3s';
drop table fact_marks;
