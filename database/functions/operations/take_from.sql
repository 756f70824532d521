-- The one place that counts: GCRA, one row per key. `tat` is when all that was taken is given back, one every step; what
-- would bring it further ahead of now than the whole bucket takes to come back is refused, and writes nothing.
-- The row is nearly always there, and an UPDATE that finds it takes half as long as INSERT ... ON CONFLICT.
-- No honest clock brings tat further ahead than a whole bucket, but for the moments that a statement waited: what lies a
-- minute beyond it was written by a clock that was set back since, or under a limit that was lowered. Such a bucket is
-- empty, and no more: else nobody got through until the clock is where it was.
-- Neither a definer nor with settings of its own, which every request would pay for: who calls it is both.
create or replace function app.take_from(
  bucket text, class text, rate integer, step interval, burst integer, amount integer, as_of timestamptz
) returns jsonb
language plpgsql as $$
declare
  whole constant interval := step * burst;
  wanted constant interval := step * least(amount, burst);
  beyond constant timestamptz := as_of + whole + interval '1 minute';
  ahead interval;
  wait integer;
begin
  update public.rate_buckets as b
  set tat = case when b.tat > beyond then as_of + whole else greatest(b.tat, as_of) + wanted end
  where b.key = bucket and (b.tat > beyond or greatest(b.tat, as_of) + wanted <= as_of + whole)
  returning b.tat - as_of into ahead;
  if not found then
    insert into public.rate_buckets as b (key, tat) values (bucket, as_of + wanted)
    on conflict on constraint rate_buckets_pkey do update set tat = greatest(b.tat, as_of) + wanted
    where greatest(b.tat, as_of) + wanted <= as_of + whole
    returning b.tat - as_of into ahead;
  end if;
  if not found then
    -- Not in the statement above: what others took while it waited is seen by the next one only.
    select greatest(b.tat - as_of, interval '0') into ahead from public.rate_buckets as b where b.key = bucket;
    ahead := coalesce(ahead, '0');
    wait := greatest(1, ceil(extract(epoch from ahead + wanted - whole)));
  end if;
  return jsonb_build_object(
    'class', class, 'rate', rate, 'burst', burst,
    'step', extract(epoch from step), 'ahead', extract(epoch from ahead), 'wait', wait
  );
end
$$;

comment on function app.take_from(text, text, integer, interval, integer, integer, timestamptz) is
'Takes an amount from a bucket of so many, of which one comes back every step; more than it holds empties a full one. How '
'it stands: rate, burst, step and ahead (how long until all that is taken has come back) in seconds; wait: NULL, or in how '
'many seconds there will be so much in it, and nothing was taken.';
