-- An address that was confirmed brings a fan's new telephone to their old scans; when those are gone, it brings nothing any more.
create or replace function app.purge_fans(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  gone uuid[];
begin
  gone := array(
    select f.id from public.fans as f
    where f.updated_at < purge_fans.before and f.user_id is null and f.merged_into is null
      and not exists (select from public.devices as d where d.fan_id = f.id)
      and not exists (select from public.scans as s where s.fan_id = f.id)
    order by f.brand_id, f.id limit purge_fans.at_most
  );
  perform app.forget_fan(g.id) from unnest(gone) as g (id);
  return cardinality(gone);
end
$$;

comment on function app.purge_fans(timestamptz, integer) is
'Fans without a device, an account or a scan who did not change since `before`, at most so many: forgotten; how many.';

grant execute on function app.purge_fans(timestamptz, integer) to service;
