-- Families have many names for one thing; those that no creator uses need not be looked for in every cell.
create or replace function app.used_categories(keys text[]) returns text[]
language sql stable security definer set search_path = '' as $$
  select array(
    select k.key from unnest(keys) as k (key)
    where exists (select from public.creator_cells as c where c.platform_set = 0 and c.category = k.key)
  )
$$;

comment on function app.used_categories(text[]) is 'Of these categories (keys), those of a creator who may be matched.';
