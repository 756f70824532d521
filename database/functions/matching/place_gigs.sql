-- The cells are an index of our own: a row whose facts are unchanged is not written again.
create or replace function app.place_gigs(gig_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  with facts as materialized (
    select
      g.id, g.brand_id, app.platform_bits(g.platforms) as platform_bits, coalesce(g.followers_min, 0) as followers_min,
      g.followers_max, app.category_keys(array[g.category]) as category_keys, g.countries,
      array(select distinct app.region_of(c.code) from unnest(g.countries) as c (code)) as regions, g.languages,
      least(g.ends_at, case g.mode when 'application' then g.applications_close_at end) as takes_until,
      exists (select from app.active_members(g.brand_id)) as is_shown
    from public.gigs as g where g.id = any(gig_ids) and g.status = 'open'
  ), wanted as materialized (
    select f.*, k.category
    from facts as f
    cross join unnest(case f.category_keys when '{}' then array[' '] else array_prepend('', f.category_keys) end)
      as k (category)
  ), gone as (
    delete from public.gig_cells as c
    where c.gig_id = any(gig_ids) and not exists (
      select from wanted as w where w.id = c.gig_id and w.category = c.category
    )
  )
  insert into public.gig_cells as c (
    gig_id, category, brand_id, platform_bits, followers_min, followers_max, category_keys, countries, regions,
    languages, takes_until, is_shown
  )
  select
    w.id, w.category, w.brand_id, w.platform_bits, w.followers_min, w.followers_max, w.category_keys, w.countries,
    w.regions, w.languages, w.takes_until, w.is_shown
  from wanted as w
  on conflict on constraint gig_cells_pkey do update set
    platform_bits = excluded.platform_bits, followers_min = excluded.followers_min,
    followers_max = excluded.followers_max, category_keys = excluded.category_keys, countries = excluded.countries,
    regions = excluded.regions, languages = excluded.languages, takes_until = excluded.takes_until,
    is_shown = excluded.is_shown
  where (
    c.platform_bits, c.followers_min, c.followers_max, c.category_keys, c.countries, c.regions, c.languages,
    c.takes_until, c.is_shown
  ) is distinct from (
    excluded.platform_bits, excluded.followers_min, excluded.followers_max, excluded.category_keys, excluded.countries,
    excluded.regions, excluded.languages, excluded.takes_until, excluded.is_shown
  );
end
$$;

comment on function app.place_gigs(uuid[]) is
'Brings the cells of these gigs up to date; none for what is not open. Nobody finds those of a brand in which nobody can act.';
