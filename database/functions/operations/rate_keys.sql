-- What a class limits, as far as the caller has a key for it.
create or replace function app.rate_keys(class text, keys jsonb) returns table (
  key text, rate integer, step interval, burst integer
)
language sql stable security definer set search_path = '' as $$
  select concat_ws('|', c.key, c.per, keys ->> c.per), c.rate, make_interval(hours => c.hours) / c.rate, c.burst
  from public.rate_classes as c
  where c.key = rate_keys.class and keys ->> c.per is not null
$$;

comment on function app.rate_keys(text, jsonb) is
'The buckets of a class for keys ({per: key}); step: the time in which one is given back.';
