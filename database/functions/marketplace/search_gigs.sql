-- Text search and overlaps of arrays are not leakproof, so that row security would read every gig: this repeats the rule (open
-- gigs are every creator's to see). Few that match are gathered and sorted, many are met on a walk in the order that is asked.
create or replace function app.search_gigs(
  words text, category text, platform text, country text, mode text, price_from bigint, price_to bigint, by_price boolean,
  after_price bigint, after_id uuid, at_most integer
) returns table (id uuid, price_max bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  few constant integer := 2000;
  asked constant tsquery := app.gig_query(words, category, platform, country, mode);
  gathered uuid[];
begin
  if not auth.is_privileged() and not 'creator' = any(auth.roles()) then
    raise exception using errcode = 'IM005', message = 'for creators', detail = '{}';
  end if;
  if asked is not null then
    select array_agg(f.id) into gathered from (
      select g.id from public.gigs as g where g.status = 'open' and g.search @@ asked limit few + 1
    ) as f;
  end if;
  if asked is not null and coalesce(cardinality(gathered), 0) <= few then
    return query
    select g.id, g.price_max from public.gigs as g
    where g.id = any(gathered) and g.status = 'open' and g.ends_at > now()
      and (price_from is null or g.price_max >= price_from) and (price_to is null or g.price_min <= price_to)
      and (after_id is null or case when by_price
        then (g.price_max, g.id) < (after_price, after_id) else g.id < after_id end)
    order by case when by_price then g.price_max end desc nulls last, g.id desc limit at_most;
  elsif by_price then
    return query
    select g.id, g.price_max from public.gigs as g
    where g.status = 'open' and g.ends_at > now() and (asked is null or g.search @@ asked)
      and (price_from is null or g.price_max >= price_from) and (price_to is null or g.price_min <= price_to)
      and (after_id is null or (g.price_max, g.id) < (after_price, after_id))
    order by g.price_max desc, g.id desc limit at_most;
  else
    return query
    select g.id, g.price_max from public.gigs as g
    where g.status = 'open' and g.ends_at > now() and (asked is null or g.search @@ asked)
      and (price_from is null or g.price_max >= price_from) and (price_to is null or g.price_min <= price_to)
      and (after_id is null or g.id < after_id)
    order by g.id desc limit at_most;
  end if;
end
$$;

comment on function app.search_gigs(text, text, text, text, text, bigint, bigint, boolean, bigint, uuid, integer) is
'Open gigs for creators, newest first or by their highest price (minor units), behind a place; empty filters are NULL. Raises IM005.';

grant execute on function app.search_gigs(text, text, text, text, text, bigint, bigint, boolean, bigint, uuid, integer)
to authenticated, admin, service;
