-- Also of who is closed for suggestions, and so in no cell: they may look for themselves.
create or replace function app.need_cells(user_id uuid)
returns table (needed smallint, cell public.creator_cells)
language sql stable security definer set search_path = '' as $$
  with figures as materialized (
    select f.* from app.creator_figures(need_cells.user_id, now()) as f
  )
  select
    n.needed::smallint,
    row(
      p.user_id, '', p.country_code, app.region_of(p.country_code), lower(btrim(p.city)), 0::smallint,
      coalesce(f.engagement_points, 0), coalesce(f.followers, 0), o.platform_bits, k.keys, now(),
      coalesce(f.platform_set, 0), coalesce(f.merit, 0), coalesce(f.engagement_is_known, false), null::timestamptz
    )::public.creator_cells
  from public.creator_profiles as p
  cross join lateral (select app.category_keys(p.categories) as keys offset 0) as k
  cross join (select max(f.platform_bits) as platform_bits from figures as f) as o
  cross join generate_series(0, 31) as n (needed)
  left join figures as f
    on f.platform_set = n.needed & o.platform_bits and (n.needed = 0 or f.platform_set <> 0)
  where p.user_id = need_cells.user_id
$$;

comment on function app.need_cells(uuid) is
'What a creator is for each set of platforms (bits) that may be needed; without followers where they have none of it.';
