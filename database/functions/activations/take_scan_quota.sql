-- Exact, and no row that all wait for: the device's own part, then whichever is free, and only at the end of all one that somebody holds.
create or replace function app.take_scan_quota(activation_id uuid, device_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  own constant integer := abs(hashtext(take_scan_quota.device_id::text) % 16);
  part smallint;
begin
  select q.shard into part from public.activation_quotas as q
  where q.activation_id = take_scan_quota.activation_id and q.shard = own and q.left_over > 0
  for no key update skip locked;
  if not found then
    select q.shard into part from public.activation_quotas as q
    where q.activation_id = take_scan_quota.activation_id and q.left_over > 0
    order by (q.shard - own + 16) % 16 limit 1 for no key update skip locked;
  end if;
  if not found then
    select q.shard into part from public.activation_quotas as q
    where q.activation_id = take_scan_quota.activation_id and q.left_over > 0
    order by q.shard limit 1 for no key update;
  end if;
  update public.activation_quotas as q set left_over = q.left_over - 1
  where q.activation_id = take_scan_quota.activation_id and q.shard = part;
  return found;
end
$$;

comment on function app.take_scan_quota(uuid, uuid) is
'Takes one of what is left of an activation''s limit_total; false where nothing is. The last thing that a scan waits for.';
