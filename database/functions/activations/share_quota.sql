-- Small limits have few parts: a scan that finds its own part used up looks through all others. No part is ever taken away: a scan that
-- waits for it would find nothing, and take the limit for reached.
create or replace function app.share_quota(activation_id uuid, brand_id uuid, left_over integer) returns void
language sql security definer set search_path = '' as $$
  insert into public.activation_quotas as q (activation_id, brand_id, shard, left_over)
  select share_quota.activation_id, share_quota.brand_id, s.shard,
    share_quota.left_over / parts.n + (s.shard < share_quota.left_over % parts.n)::integer
  from (
    select greatest(least(16, share_quota.left_over / 25 + 1), (
      select count(*) from public.activation_quotas as q where q.activation_id = share_quota.activation_id
    ))::integer as n
  ) as parts
  cross join generate_series(0, parts.n - 1) as s (shard)
  order by s.shard
  on conflict (activation_id, shard) do update set left_over = excluded.left_over
$$;

comment on function app.share_quota(uuid, uuid, integer) is
'Scans that may still count, shared out in up to sixteen parts, as even as whole numbers are. The parts of before are locked by now.';
