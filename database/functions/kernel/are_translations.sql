-- owner: app_owner
-- In the kernel, because a check of achievements calls it. As achievement_definitions/models.py: no language says a part of it only.
create or replace function app.are_translations(translations jsonb) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  if jsonb_typeof(translations) is distinct from 'object' then
    return false;
  end if;
  return not exists (
    select from jsonb_each(translations) as t (language, words)
    where t.language !~ '^[a-z]{2}$' or t.language = 'en' or jsonb_typeof(t.words) <> 'object'
  ) and not exists (
    select
    from jsonb_each(translations) as t (language, words)
    cross join (values ('name', 100), ('description', 500), ('criteria', 2000)) as w (word, most)
    where case when jsonb_typeof(t.words) = 'object' then
      t.words - array['name', 'description', 'criteria'] <> '{}' or not app.is_text_like(t.words -> w.word, '', w.most)
      or not app.is_written(t.words ->> w.word)
    end
  );
end
$$;

comment on function app.are_translations(jsonb) is
'Whether a JSON value says an achievement''s name, description and criteria in each of the languages that it names (two small letters, '
'not English, which the row says itself); never NULL, never an error.';

grant execute on function app.are_translations(jsonb) to app_internal, admin, service, authenticated;
