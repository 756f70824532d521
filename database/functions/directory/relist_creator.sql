-- A profile that changes makes nobody listed, and takes nobody out: only what changed of them is worked out anew, and
-- words of another kind stay, so that a change costs little and new figures next to nothing. The row is locked by its
-- change: who is let in meanwhile, or whose rates change (app.list_creator), waits or is waited for. By its name this is
-- the first of the triggers: none has changed the profile since.
create or replace function app.relist_creator() returns trigger
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  kinds text[] := '{}';
  words text[];
  name text;
  categories text[];
  languages text[];
  category_set bigint;
  language_set bigint;
  platform_set smallint;
  fresh text[];
begin
  if new.display_name is distinct from old.display_name then
    kinds := kinds || 'w'::text;
    words := app.name_words(new.display_name);
    name := left(array_to_string(words, ' '), 24);
  end if;
  if new.categories is distinct from old.categories then
    kinds := kinds || 'c'::text;
    categories := app.category_keys(new.categories);
    category_set := app.hashed_bits(categories);
  end if;
  if new.languages is distinct from old.languages then
    kinds := kinds || 'l'::text;
    languages := string_to_array(lower(array_to_string(new.languages, ',')), ',');
    language_set := app.hashed_bits(languages);
  end if;
  if new.country_code is distinct from old.country_code then
    kinds := kinds || 'n'::text;
  end if;
  if new.platforms is distinct from old.platforms then
    platform_set := app.platform_bits(new.platforms);
  end if;
  if kinds = '{}' then
    update public.creator_directory as d set
      followers = new.total_followers, engagement = new.best_engagement_rate * 1000000,
      platform_bits = coalesce(platform_set, d.platform_bits)
    where d.user_id = new.user_id;
    return null;
  end if;
  fresh := app.directory_terms(
    words, categories, languages, case when 'n' = any(kinds) then new.country_code end, null
  );
  update public.creator_directory as d set
    name_key = coalesce(name, d.name_key), followers = new.total_followers,
    engagement = new.best_engagement_rate * 1000000, country_code = new.country_code,
    platform_bits = coalesce(platform_set, d.platform_bits), category_bits = coalesce(category_set, d.category_bits),
    language_bits = coalesce(language_set, d.language_bits),
    terms = array_to_tsvector(fresh || array(
      select w.term from unnest(tsvector_to_array(d.terms)) as w (term) where left(w.term, 1) <> all(kinds)
    ))
  where d.user_id = new.user_id;
  return null;
end
$$;

comment on function app.relist_creator() is
'AFTER UPDATE of a profile: what changed of it in the directory, where there is a row of them.';

grant execute on function app.relist_creator() to app_owner;

create or replace trigger keep_directory after update on creator_profiles
for each row when (
  (
    old.display_name, old.categories, old.languages, old.country_code, old.total_followers, old.best_engagement_rate,
    old.platforms
  ) is distinct from (
    new.display_name, new.categories, new.languages, new.country_code, new.total_followers, new.best_engagement_rate,
    new.platforms
  )
) execute function app.relist_creator();
