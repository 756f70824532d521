-- One person was two: what the one has is the other's from now on, and its row says where it went.
create or replace function app.merge_fans(merged public.fans, kept public.fans) returns public.fans
language plpgsql security definer set search_path = '' as $$
declare
  result public.fans;
begin
  update public.devices as d set fan_id = kept.id where d.fan_id = merged.id;
  -- In the order in which a scan takes its locks (app.record_scan): device, fan, limits.
  perform from public.fans as f where f.id in (merged.id, kept.id) order by f.id for update;
  perform app.move_scan_limits(merged.id, kept.id, false);
  update public.scans as s set fan_id = kept.id where s.fan_id = merged.id;
  -- Before the other takes them over: an address and an account are one fan's.
  update public.fans as f
  set merged_into = kept.id, merged_at = now(), email = null, phone_e164 = null, user_id = null where f.id = merged.id;
  update public.fans as f set merged_into = kept.id where f.merged_into = merged.id;
  update public.fans as f
  set email = coalesce(kept.email, merged.email), phone_e164 = coalesce(kept.phone_e164, merged.phone_e164),
    user_id = coalesce(kept.user_id, merged.user_id), confirmed_at = least(kept.confirmed_at, merged.confirmed_at),
    locale = coalesce(kept.locale, merged.locale), age_band = coalesce(kept.age_band, merged.age_band)
  where f.id = kept.id
  returning * into result;
  return result;
end
$$;

comment on function app.merge_fans(public.fans, public.fans) is
'Devices, counts of limits and scans of a fan go to another of the brand, and what that one lacks of an address and an account; the '
'other, as it is then. The caller holds app.lock_fans, and has looked that they are not two accounts.';
