-- Points of achievements are one sum, whoever's trigger granted the badge: they belong to the platform's program of achievements,
-- which a migration makes with this id.
create or replace function app.achievement_program() returns uuid
language sql immutable parallel safe set search_path = '' as $$
  select '0193b6f0-0000-7000-8000-0000000000ac'::uuid
$$;

comment on function app.achievement_program() is
'The platform''s program of the starter set: the points of achievements are added there.';

grant execute on function app.achievement_program() to authenticated, admin, service;
