-- What a visitor's code means, in one place. A ban works at once: nobody is led on for a brand that has nobody left who could
-- act, as nobody could switch its links off either. Their creators' own bans change nothing: the brand chose where its links
-- lead. No definer and no search_path of its own, so that PostgreSQL plans it as a part of the statements that stand on it.
create or replace function app.link_of(code text) returns setof public.tracking_links
language sql stable as $$
  select l.* from public.tracking_links as l
  where l.short_code = code and l.disabled_at is null and exists (
    select from public.brand_memberships as m inner join auth.users as u on u.id = m.user_id
    where m.brand_id = l.brand_id and m.status = 'active' and u.status = 'active'
  )
$$;

comment on function app.link_of(text) is
'The link of that code, ended or not; no row where it is disabled, or no member of its brand can act.';
