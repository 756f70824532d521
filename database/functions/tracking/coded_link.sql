-- What a code means, in one place. A ban works at once: nobody is led on, and no shop is heard, for a brand that has nobody left
-- who could act, as nobody could switch its links off either. Their creators' own bans change nothing: the brand chose where
-- its links lead. No definer and no search_path of its own, so that PostgreSQL plans it as a part of the statements that stand
-- on it; the second half of the union is not run where the first finds a row.
create or replace function app.coded_link(code text) returns setof public.tracking_links
language sql stable as $$
  select l.* from (
    select e.* from public.tracking_links as e where e.short_code = code
    union all
    select a.* from public.tracking_links as a where a.any_case and lower(a.short_code) = lower(code)
    limit 1
  ) as l
  where exists (
    select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = l.brand_id and m.status = 'active' and u.status = 'active'
  )
$$;

comment on function app.coded_link(text) is
'The link of that code, ended, disabled or not (an alias in any case); no row where no member of its brand can act.';
