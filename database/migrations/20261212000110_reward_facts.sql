-- migrate:up
set local lock_timeout = '3s';

-- Which facts there are, and what can be asked of each. A deed that is undone writes a fact of the type `<key>.reversed`.
create table fact_types (
  key text constraint fact_types_pkey primary key,
  numeric_fields text[] not null default '{}',
  text_fields text[] not null default '{}',
  is_reversible boolean not null default false,
  description text not null,
  created_at timestamptz not null default now(),
  constraint fact_types_key_is_a_name check (key ~ '^[a-z]+(\.[a-z]+)+$' and key !~ '\.reversed$' and length(key) <= 64),
  constraint fact_types_fields_are_names
  check (array_to_string(numeric_fields || text_fields, ' ') ~ '^([a-z][a-z_]{0,31}( |$))*$'),
  constraint fact_types_description_is_seen check (app.is_written(description) and length(description) <= 500)
);
-- Before row security is forced: from then on the owner writes no row of its own.
insert into fact_types (key, numeric_fields, text_fields, is_reversible, description) values
('deal.released', '{price}', '{brand_id,category,currency,deal_id,gig_id,platform,role}', true,
  'A milestone of a deal was paid: one for the creator, one for the owner of the brand; price is what the creator got, in minor units.'),
('submission.approved', '{}', '{brand_id,campaign_id,category,platform,role}', true, 'Work for a campaign was approved: for the creator.'),
('campaign.completed', '{}', '{brand_id,campaign_id,category,role}', false,
  'A campaign with approved work was completed: one for each creator of such work who finished, one for the owner of the brand.'),
('referral.active', '{}', '{code_id,role,source}', true, 'Somebody whom an agent brought has had their first paid deal: for the agent.'),
('survey.answered', '{}', '{brand_id,campaign_id,role}', false, 'The survey of a campaign was answered: for the creator.'),
('login.day', '{}', '{role}', false, 'Somebody signed in, or went on being signed in, for the first time on a day of their own time zone.'),
('profile.completed', '{}', '{role}', false, 'A profile has all that others look for, for the first time.'),
('social.connected', '{followers}', '{platform,role}', true, 'An account at a platform was connected: for the creator, once a platform.'),
('followers.milestone', '{followers}', '{platform,role}', false, 'A connected account has reached 100, 1,000, 10,000 followers and so on, once for each: followers is that number.');
alter table fact_types enable row level security;
alter table fact_types force row level security;
create policy fact_types_everybody on fact_types for select to authenticated using (true);
create policy fact_types_admin on fact_types for select to admin using (true);
create policy fact_types_service on fact_types for select to service using (true);
create policy fact_types_internal on fact_types for select to app_internal using (true);
grant select on fact_types to authenticated, admin, service, app_internal;
comment on table fact_types is 'What reward triggers can be about, with the fields of a fact''s data: numbers, and texts that no person wrote.';

-- One row for each deed, written in its transaction, counted once; one partition a month, dropped as a whole after 400 days.
create table reward_facts (
  id uuid not null default uuidv7(),
  type text not null,
  subject_user_id uuid not null,
  at timestamptz not null default now(),
  data jsonb not null default '{}',
  reference text not null default '',
  depth smallint not null default 0,
  applied_at timestamptz,
  created_at timestamptz not null default now(),
  constraint reward_facts_pkey primary key (id, at),
  constraint reward_facts_type_is_a_name check (type ~ '^[a-z]+(\.[a-z]+)+$' and length(type) <= 80),
  constraint reward_facts_data_is_an_object check (jsonb_typeof(data) = 'object' and length(data::text) <= 4000),
  constraint reward_facts_reference_fits check (length(reference) <= 200),
  constraint reward_facts_depth_is_one check (depth between 0 and 100)
) partition by range (at);
alter table reward_facts enable row level security;
alter table reward_facts force row level security;
create index reward_facts_unapplied on reward_facts (subject_user_id, at, id) where applied_at is null;
create index reward_facts_of_a_person on reward_facts (subject_user_id, type, reference);
create index reward_facts_by_type on reward_facts (type, at, id);
create trigger what_happened_is_fixed before update of id, type, subject_user_id, at, data, reference, depth on reward_facts
for each row execute function app.refuse_change();
create policy reward_facts_own on reward_facts for select to authenticated using (subject_user_id = (select auth.uid()));
create policy reward_facts_admin on reward_facts for select to admin using (true);
create policy reward_facts_service on reward_facts for select to service using (true);
create policy reward_facts_internal on reward_facts to app_internal using (true) with check (true);
grant select on reward_facts to authenticated, admin, service;
grant select, insert, update, delete on reward_facts to app_internal;
-- NOTE: no foreign keys: a fact costs its deed one insert, app.record_fact looks its type up, and accounts stay.
comment on table reward_facts is
'What people did that may be rewarded; counted once (applied_at). Partitioned by month (UTC) on at, kept for 400 days. data: '
'numbers and words of ours, never what a person wrote.';
comment on column reward_facts.reference is 'What the deed was about; its reversal has the same one.';
comment on column reward_facts.depth is 'How many rewards caused it, one by another; above 3 it is counted nowhere.';

-- Whose facts are being counted: the lock of a person, and when they are due again after a failure.
create table reward_subjects (
  user_id uuid constraint reward_subjects_pkey primary key
  constraint reward_subjects_are_users references auth.users (id) on delete restrict,
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  last_error text,
  created_at timestamptz not null default now(),
  constraint reward_subjects_attempts_count_up check (attempts >= 0),
  constraint reward_subjects_error_fits check (length(last_error) <= 2000)
);
alter table reward_subjects enable row level security;
alter table reward_subjects force row level security;
create policy reward_subjects_admin on reward_subjects for select to admin using (true);
create policy reward_subjects_service on reward_subjects for select to service using (true);
create policy reward_subjects_internal on reward_subjects to app_internal using (true) with check (true);
grant select on reward_subjects to admin, service;
grant select, insert, update, delete on reward_subjects to app_internal;
comment on table reward_subjects is 'People whose facts are counted one after another: the lock, and from when on they are due (due_at).';

select app.make_fact_partitions(((now() at time zone 'UTC') - interval '14 months')::date, 18);

-- migrate:down
set local lock_timeout = '3s';
drop table reward_subjects;
drop table reward_facts;
drop table fact_types;
