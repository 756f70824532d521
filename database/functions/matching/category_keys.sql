-- Categories are written by hand, by brands and by creators: all of them are compared in one way.
create or replace function app.category_keys(categories text[]) returns text[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(distinct t.term order by t.term), '{}')
from (
  select btrim(regexp_replace(
    regexp_replace(replace(lower(c.name), '-', ' '), '\s+', ' ', 'g'), ' ?& ?| (and|\+) ', ' & ', 'g'
  )) as key
  from unnest(categories) as c (name)
) as k
cross join unnest(app.category_terms(k.key)) as t (term)
where k.key <> '';
end;

comment on function app.category_keys(text[]) is
'How categories are compared: without case, outer blanks and hyphens, "and" as "&", one name for one thing.';

grant execute on function app.category_keys(text[]) to authenticated, admin;
