-- Along the index of the order that is asked, so many open gigs at most. Prices and ends stand in the index: where no words are
-- asked for, no row is read but those of the page.
create or replace function app.walk_gigs(
  asked tsquery, price_from bigint, price_to bigint, by_price boolean, after_price bigint, after_id uuid, at_most integer,
  reach integer
) returns table (id uuid, price_max bigint)
language plpgsql stable security definer set search_path = ''
set plan_cache_mode = 'force_custom_plan' -- without words the plan reads no table
as $$
begin
  if by_price then
    return query
    select w.id, w.price_max from (
      select g.id, g.price_min, g.price_max, g.ends_at, g.search from public.gigs as g
      where g.status = 'open' and (price_from is null or g.price_max >= price_from)
        and (after_id is null or (g.price_max, g.id) < (after_price, after_id))
      order by g.price_max desc, g.id desc limit reach
    ) as w
    where w.ends_at > now() and (price_to is null or w.price_min <= price_to) and (asked is null or w.search @@ asked)
    order by w.price_max desc, w.id desc limit at_most;
  else
    return query
    select w.id, w.price_max from (
      select g.id, g.price_min, g.price_max, g.ends_at, g.search from public.gigs as g
      where g.status = 'open' and (after_id is null or g.id < after_id)
      order by g.id desc limit reach
    ) as w
    where w.ends_at > now() and (price_from is null or w.price_max >= price_from)
      and (price_to is null or w.price_min <= price_to) and (asked is null or w.search @@ asked)
    order by w.id desc limit at_most;
  end if;
end
$$;

comment on function app.walk_gigs(tsquery, bigint, bigint, boolean, bigint, uuid, integer, integer) is
'Open gigs that match, in their order behind a place, among the next so many (reach; NULL: all of them).';
