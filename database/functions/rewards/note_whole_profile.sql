-- Of a creator, what brands search by, and what the reminder asks for (app.nudge_creators); of a brand, who it is; of an agent, an
-- address that they chose.
create or replace function app.note_whole_profile() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.record_once(
    'profile.completed', (to_jsonb(new) ->> tg_argv[1])::uuid, tg_argv[0], jsonb_build_object('role', tg_argv[0])
  );
  return null;
end
$$;

comment on function app.note_whole_profile() is
'AFTER a profile has all that others look for: a fact for its person, once in each role. Arguments: the role, and the column of the person.';

grant execute on function app.note_whole_profile() to app_owner;

create or replace trigger note_whole_profile after insert or update of categories, country_code on creator_profiles
for each row when (new.categories <> '{}' and new.country_code is not null)
execute function app.note_whole_profile('creator', 'user_id');

create or replace trigger note_whole_profile after insert or update of description, website, industry on brand_profiles
for each row when (btrim(new.description) <> '' and new.website is not null and new.industry is not null)
execute function app.note_whole_profile('brand', 'owner_user_id');

create or replace trigger note_whole_profile after update of display_name, slug on agent_profiles
for each row when (new.slug !~ '^(agent|erased)-[0-9a-f]{12}$')
execute function app.note_whole_profile('agent', 'user_id');
