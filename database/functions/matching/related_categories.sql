create or replace function app.related_categories(listed text[]) returns text[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(distinct m.category order by m.category), '{}')
from app.category_families() as f cross join unnest(f.members) as m (category)
where f.members && related_categories.listed and m.category <> all(related_categories.listed);
end;

comment on function app.related_categories(text[]) is
'Categories of the same family as one of `listed` (keys), without those; a category may belong to several families.';
