-- Text search and overlaps of arrays are not leakproof, so that row security would read every gig: this repeats the rule (open
-- gigs are every creator's to see). What many have fills a page within the next thousands of the order; what few have is gathered
-- by its words and sorted; what neither holds for (many have it, but none of those) is met on the whole way.
create or replace function app.search_gigs(
  words text, category text, platform text, country text, mode text, price_from bigint, price_to bigint, by_price boolean,
  after_price bigint, after_id uuid, at_most integer
) returns table (id uuid, price_max bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  reach constant integer := 2000;
  few constant integer := 2000;
  asked constant tsquery := app.gig_query(words, category, platform, country, mode);
  ids uuid[];
  prices bigint[];
begin
  if not auth.is_privileged() and not 'creator' = any(auth.roles()) then
    raise exception using errcode = 'IM005', message = 'for creators', detail = '{}';
  end if;
  if asked is not null then
    select array_agg(w.id), array_agg(w.price_max) into ids, prices
    from app.walk_gigs(asked, price_from, price_to, by_price, after_price, after_id, at_most, reach) as w;
    if coalesce(cardinality(ids), 0) = at_most then
      return query select f.id, f.price_max from unnest(ids, prices) as f (id, price_max);
      return;
    end if;
    ids := app.gather_gigs(asked, few + 1);
    if coalesce(cardinality(ids), 0) <= few then
      return query
      select g.id, g.price_max from public.gigs as g
      where g.id = any(ids) and g.status = 'open' and g.ends_at > now()
        and (price_from is null or g.price_max >= price_from) and (price_to is null or g.price_min <= price_to)
        and (after_id is null or case when by_price
          then (g.price_max, g.id) < (after_price, after_id) else g.id < after_id end)
      order by case when by_price then g.price_max end desc nulls last, g.id desc limit at_most;
      return;
    end if;
  end if;
  return query
  select w.id, w.price_max
  from app.walk_gigs(asked, price_from, price_to, by_price, after_price, after_id, at_most, null) as w;
end
$$;

comment on function app.search_gigs(text, text, text, text, text, bigint, bigint, boolean, bigint, uuid, integer) is
'Open gigs for creators, newest first or by their highest price (minor units), behind a place; empty filters are NULL. Raises IM005.';

grant execute on function app.search_gigs(text, text, text, text, text, bigint, bigint, boolean, bigint, uuid, integer)
to authenticated, admin, service;
