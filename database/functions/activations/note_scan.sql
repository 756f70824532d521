-- For the account that the fan has joined, once: a scan that counted at once, one that was cleared, and those of before that the fan
-- brings along are told here. The fan's row is locked, so that who joins at this moment tells what this does not. Who is a member of the
-- brand earns nothing of its scans: a brand would pay its own people.
create or replace function app.note_scan(scan_id uuid, scan_at timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  noted public.scans;
  kind text;
  person uuid;
begin
  select s.* into noted from public.scans as s where s.id = note_scan.scan_id and s.at = note_scan.scan_at;
  select f.user_id into person from public.fans as f
  where f.id = coalesce((select d.fan_id from public.devices as d where d.id = noted.device_id), noted.fan_id) for share;
  if person is null or exists (
    select from public.brand_memberships as m
    where m.brand_id = noted.brand_id and m.user_id = person and m.status = 'active'
  ) or exists (
    select from public.reward_facts as r
    where r.subject_user_id = person and r.type = 'scan.accepted' and r.reference = noted.id::text
  ) then
    return;
  end if;
  select a.kind into kind from public.activations as a where a.id = noted.activation_id;
  perform app.record_fact(
    'scan.accepted', person, noted.claimed_at,
    jsonb_build_object(
      'activation_id', noted.activation_id, 'brand_id', noted.brand_id, 'campaign_id', noted.campaign_id, 'kind', kind
    ),
    noted.id::text
  );
end
$$;

comment on function app.note_scan(uuid, timestamptz) is
'Writes down the fact scan.accepted (reference: the scan''s id) for the account of the scan''s fan, once; without one, and for a member of the brand, nothing.';
