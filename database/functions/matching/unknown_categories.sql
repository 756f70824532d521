-- What a person says of themselves is of the list: free text would be found by nobody who asks for the list's words.
create or replace function app.unknown_categories(categories text[]) returns text[]
language sql immutable parallel safe security definer set search_path = ''
begin atomic
select coalesce(array_agg(c.name order by c.name), '{}')
from unnest(categories) as c (name)
where app.category_keys(array[c.name]) = '{}' or exists (
  select from unnest(app.category_keys(array[c.name])) as k (key)
  where k.key not in (select m.category from app.category_families() as f cross join unnest(f.members) as m (category))
);
end;

comment on function app.unknown_categories(text[]) is
'Of these labels, those that are not, and are no other name of, a category of app.category_families.';

grant execute on function app.unknown_categories(text[]) to authenticated, admin;
