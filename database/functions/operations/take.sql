-- All or none: what was taken before a refusal goes back with it. The buckets of the class come in the order of their keys
-- and the general one last, so that two who take from the same ones wait for each other and do not deadlock. A session keeps
-- its plan, and one that was made for few buckets would read all of many: hence no sequential scan, and one plan for all.
drop function if exists app.take(text, jsonb, integer, text, timestamptz);
drop function if exists app.rate_keys(text, jsonb);

create or replace function app.take(
  class text, keys jsonb, cost integer, tier text, weight integer, as_of timestamptz
) returns jsonb
language plpgsql set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
  is_general boolean := weight > 0;
  bucket record;
  states jsonb := '[]';
begin
  if class is not null then
    for bucket in
      select concat_ws('|', c.key, c.per, keys ->> c.per) as key, c.per, c.rate, c.burst,
        make_interval(hours => c.hours) / c.rate as step
      from public.rate_classes as c
      where c.key = take.class and keys ->> c.per is not null
      order by 1
    loop
      -- A class that counts addresses stands in for the general limit: an office of fifty that signs in is one address.
      is_general := is_general and bucket.per <> 'address';
      states := states || app.take_from(bucket.key, class, bucket.rate, bucket.step, bucket.burst, cost, as_of);
    end loop;
  end if;
  if is_general then
    select l.rate, l.burst, interval '1 hour' / l.rate as step into bucket from app.tier_limits(tier) as l;
    states := states || app.take_from(
      'request|person|' || (keys ->> 'person'), null, bucket.rate, bucket.step, bucket.burst, weight, as_of
    );
  end if;
  if states @? '$[*].wait ? (@ > 0)' then
    raise exception using errcode = 'IL001', message = 'too often', detail = (
      select jsonb_strip_nulls(jsonb_build_object(
        'class', refused -> 'class', 'limit', refused -> 'rate', 'tier', tier,
        'retry_after_seconds', refused -> 'wait', 'allowances', states
      ))::text
      from jsonb_array_elements(states) as refused
      order by (refused ->> 'wait')::integer desc nulls last
      limit 1
    );
  end if;
  return states;
end
$$;

comment on function app.take(text, jsonb, integer, text, integer, timestamptz) is
'Takes cost from each bucket of the class that keys ({per: key}) names, and weight from the general one of the tier, all '
'or none; how each stands then (app.take_from). Raises IL001 (limit: how often in the class''s hours; class, unless it is '
'the general limit; retry_after_seconds; allowances: how each stands).';
