create or replace function app.asking_categories(keys text[]) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_agg(a.key), '{}')
  from (
    select m.key from app.category_families() as f cross join unnest(f.members) as m (key)
    union
    select k.key from unnest(keys) as k (key)
  ) as a
  where app.listed_categories(array[a.key]) && keys
$$;

comment on function app.asking_categories(text[]) is
'Who asks for one of these categories (keys) is served by whom? The other way round than app.listed_categories.';
