-- The one place that counts: GCRA, one row per key. `tat` is when all that was taken is given back at the class's pace;
-- what would bring it further ahead of now than the burst takes to come back is refused. Locked in the order of keys, so
-- that two who take from the same buckets wait for each other and do not deadlock. A session keeps its plan, and a plan
-- that was made for few buckets would read all of many: hence no sequential scan.
create or replace function app.take(class text, keys jsonb, cost integer, tier text, as_of timestamptz)
returns integer
language plpgsql security definer set search_path = '' set enable_seqscan = off as $$
declare
  refused record;
  taken text[];
  remaining integer;
begin
  with wanted as materialized (select * from app.rate_keys(class, keys)),
  took as (
    insert into public.rate_buckets as b (key, tat)
    select w.key, as_of + w.step * least(cost, w.burst) from wanted as w order by w.key
    on conflict on constraint rate_buckets_pkey do update
    set tat = greatest(b.tat, as_of) + (excluded.tat - as_of)
    where greatest(b.tat, as_of) + (excluded.tat - as_of)
      <= as_of + (select w.step * w.burst from wanted as w where w.key = excluded.key)
    returning b.key, b.tat
  )
  select coalesce(array_agg(t.key), '{}'),
    min(floor(extract(epoch from as_of + w.step * w.burst - t.tat) / extract(epoch from w.step)))
  into taken, remaining
  from took as t inner join wanted as w on w.key = t.key;

  -- Not in the statement above: what others took while it waited is seen by the next one only.
  select w.rate, ceil(extract(epoch from
    (select greatest(b.tat, as_of) from public.rate_buckets as b where b.key = w.key)
    + w.step * (least(cost, w.burst) - w.burst) - as_of
  ))::integer as seconds
  into refused
  from app.rate_keys(class, keys) as w
  where w.key <> all(taken)
  order by seconds desc limit 1;
  if found then
    raise exception using errcode = 'IL001', message = 'too often', detail = jsonb_build_object(
      'class', class, 'limit', refused.rate, 'tier', tier, 'retry_after_seconds', greatest(refused.seconds, 1)
    )::text;
  end if;
  return remaining;
end
$$;

comment on function app.take(text, jsonb, integer, text, timestamptz) is
'Takes cost from each bucket of the class that keys ({per: key}) names, all or none; what is left at once in the '
'tightest, NULL where nothing is limited. Raises IL001 (limit: how often in the class''s hours; retry_after_seconds).';
