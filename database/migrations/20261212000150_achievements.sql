-- migrate:up
set local lock_timeout = '3s';

-- What people can achieve; triggers whose reward is a badge grant it.
create table achievements (
  key text constraint achievements_pkey primary key,
  name text not null,
  description text not null,
  criteria text not null,
  image_key text not null,
  audience text not null default 'everybody',
  levels integer[] not null default '{1}',
  hidden boolean not null default false,
  points integer not null default 0,
  translations jsonb not null default '{}',
  retired_at timestamptz,
  updated_by uuid
  constraint achievements_are_changed_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint achievements_key_is_a_name check (key ~ '^[a-z0-9](-?[a-z0-9])*$' and length(key) <= 64),
  constraint achievements_name_is_seen check (app.is_written(name) and length(name) <= 100),
  constraint achievements_description_is_seen check (app.is_written(description) and length(description) <= 500),
  constraint achievements_criteria_are_seen check (app.is_written(criteria) and length(criteria) <= 2000),
  constraint achievements_image_is_a_name check (image_key ~ '^[a-z0-9](-?[a-z0-9])*$' and length(image_key) <= 64),
  constraint achievements_audience_is_known check (audience in ('everybody', 'creator', 'brand', 'agent')),
  constraint achievements_have_levels check (app.are_levels(array_to_json(levels)::jsonb) and 1000000 >= all(levels)),
  constraint achievements_points_are_points check (points between 0 and 1000000),
  constraint achievements_translations_are_small check (length(translations::text) <= 20000),
  constraint achievements_translations_are_whole check (app.are_translations(translations))
);
alter table achievements enable row level security;
alter table achievements force row level security;
create index achievements_by_editor on achievements (updated_by) where updated_by is not null;
create trigger touch_updated_at before update on achievements
for each row execute function app.touch_updated_at();
create trigger key_is_fixed before update of key on achievements
for each row execute function app.refuse_change();
create trigger never_deleted before delete or truncate on achievements
for each statement execute function app.refuse_change();
select app.audit_table('achievements', 'key');
create policy achievements_admin on achievements to admin using (true) with check (true);
create policy achievements_service on achievements for select to service using (true);
create policy achievements_internal on achievements for select to app_internal using (true);
grant select on achievements to authenticated, admin, service, app_internal;
grant insert (key, name, description, criteria, image_key, audience, levels, hidden, points, translations, updated_by) on achievements to admin;
grant update (name, description, criteria, image_key, audience, levels, hidden, points, translations, retired_at, updated_by)
on achievements to admin;
comment on table achievements is
'What can be achieved, in levels (what each asks for is a trigger''s); translations: {"de": {"name", "description", "criteria"}}. '
'hidden: shown to those alone who have it.';

create table user_achievements (
  id uuid constraint user_achievements_pkey primary key default uuidv7(),
  user_id uuid not null
  constraint user_achievements_belong_to_a_user references auth.users (id) on delete restrict,
  achievement_key text not null
  constraint user_achievements_are_of_an_achievement references achievements (key) on delete restrict,
  level integer not null,
  awarded_at timestamptz not null default now(),
  award_id uuid
  constraint user_achievements_come_of_an_award references reward_awards (id) on delete restrict,
  points integer not null default 0,
  published_at timestamptz,
  revoked_at timestamptz,
  revoked_reason text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint achievement_is_unlocked_once unique (user_id, achievement_key, level),
  constraint user_achievements_level_is_one check (level >= 1),
  constraint user_achievements_points_are_points check (points between 0 and 1000000),
  constraint user_achievements_are_revoked_for_a_reason check (num_nonnulls(revoked_at, revoked_reason) in (0, 2)),
  constraint user_achievements_reason_is_seen check (app.is_written(revoked_reason) and length(revoked_reason) <= 500),
  constraint user_achievements_revoked_are_not_published check (revoked_at is null or published_at is null)
);
alter table user_achievements enable row level security;
alter table user_achievements force row level security;
create index user_achievements_of_an_achievement on user_achievements (achievement_key, id desc);
create index user_achievements_of_an_award on user_achievements (award_id) where award_id is not null;
create trigger touch_updated_at before update on user_achievements
for each row execute function app.touch_updated_at();
create trigger never_deleted before delete or truncate on user_achievements
for each statement execute function app.refuse_change();
create policy user_achievements_own on user_achievements for select to authenticated using (user_id = (select auth.uid()));
create policy user_achievements_admin on user_achievements for select to admin using (true);
create policy user_achievements_service on user_achievements for select to service using (true);
create policy user_achievements_internal on user_achievements to app_internal using (true) with check (true);
create policy achievements_everybody on achievements for select to authenticated
using (not hidden or key = any((select auth.unlocked_achievements())::text[]));
grant select on user_achievements to authenticated, admin, service;
grant select, insert, update on user_achievements to app_internal;
comment on table user_achievements is
'Who has unlocked what. published_at: since when its badge is public (NULL: private, and its page answers 404); points: what it gave.';

-- migrate:down
set local lock_timeout = '3s';
drop table user_achievements;
drop table achievements;
