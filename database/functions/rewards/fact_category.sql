-- Brands write categories by hand: what is not of the list is nothing that a fact may say.
create or replace function app.fact_category(category text) returns text
language sql immutable set search_path = '' as $$
  select k.key from unnest(app.category_keys(array[category])) as k (key)
  where app.unknown_categories(array[k.key]) = '{}' order by k.key limit 1
$$;

comment on function app.fact_category(text) is 'The key of a category as facts tell it; NULL for one that is not of the list.';
