-- Keys that were replaced before stay taken as long as they were promised to, so that two who rotate at once cut no shop off;
-- an overlap of nothing is for a key that got into wrong hands: all older ones end now.
create or replace function app.rotate_conversion_key(link_id uuid, new_key text, overlap interval)
returns table (key text, previous_key_valid_until timestamptz)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  until constant timestamptz := now() + rotate_conversion_key.overlap;
  link public.tracking_links;
  old_key text;
begin
  select l.* into link from public.tracking_links as l
  where l.id = rotate_conversion_key.link_id
    and (auth.is_privileged() or l.brand_id = any(auth.brand_ids()) or l.creator_user_id = auth.uid());
  if not found then
    raise exception using errcode = 'IG003', message = 'no such link', detail = '{}';
  elsif not auth.is_privileged() and link.brand_id <> all(auth.member_brand_ids()) then
    raise exception using errcode = 'IM005', message = 'a brand_admin rotates keys', detail = '{}';
  end if;
  insert into public.tracking_link_keys (tracking_link_id, brand_id, key)
  values (link.id, link.brand_id, rotate_conversion_key.new_key)
  on conflict (tracking_link_id) do nothing;
  if found then
    return query select rotate_conversion_key.new_key, null::timestamptz;
    return;
  end if;
  select k.key into old_key from public.tracking_link_keys as k where k.tracking_link_id = link.id for update;
  delete from public.tracking_link_former_keys as f where f.tracking_link_id = link.id and f.valid_until <= now();
  update public.tracking_link_former_keys as f set valid_until = until
  where f.tracking_link_id = link.id and f.valid_until > until;
  insert into public.tracking_link_former_keys (tracking_link_id, brand_id, key, valid_until)
  values (link.id, link.brand_id, old_key, until);
  update public.tracking_link_keys as k set key = rotate_conversion_key.new_key where k.tracking_link_id = link.id;
  return query select rotate_conversion_key.new_key, until;
end
$$;

comment on function app.rotate_conversion_key(uuid, text, interval) is
'Replaces the key with which shops sign conversions of a link, by a brand_admin; the old one is taken until then. NULL '
'where there was none. Raises IG003, IM005.';

grant execute on function app.rotate_conversion_key(uuid, text, interval) to authenticated, admin, service;
