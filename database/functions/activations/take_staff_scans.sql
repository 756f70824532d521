-- What a gate has kept, in one transaction. A clock that is wrong is wrong by the same in every moment it names, so that only how long ago
-- a scan was made counts. The code is the device: a gate is no fan, and the same ticket at two gates is one visitor. (docs/decisions/0144.)
create or replace function app.take_staff_scans(token_hash bytea, sent_at timestamptz, scans jsonb) returns table (
  scan_key uuid, scan_id uuid, verdict text, reasons text[], is_new boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  link public.activation_staff;
  at_once constant interval := interval '10 seconds';
begin
  -- Before the link: whoever plans the end and the limit anew (app.change_quota, app.move_staff_links) takes both in this order.
  perform pg_advisory_xact_lock(hashtextextended('scans of ' || s.activation_id, 0))
  from public.activation_staff as s where s.token_hash = take_staff_scans.token_hash;
  link := app.live_staff_link(take_staff_scans.token_hash);
  if link.kind <> 'gate' then
    raise exception using
      errcode = 'IA047', message = 'no link of a gate', detail = jsonb_build_object('kind', link.kind)::text;
  end if;
  return query with sent as materialized (
    select
      e.place, (e.scan ->> 'scan_key')::uuid as key, c.id as code_id, md5('gate ' || c.id)::uuid as device,
      coalesce(take_staff_scans.sent_at, now()) - (e.scan ->> 'claimed_at')::timestamptz as ago
    from jsonb_array_elements(take_staff_scans.scans) with ordinality as e (scan, place)
    left join public.activation_codes as c on c.short_code = e.scan ->> 'code' and c.activation_id = link.activation_id
  ), judged as materialized (
    select j.* from app.record_scans((
      select coalesce(jsonb_agg(jsonb_build_object(
        'activation_id', link.activation_id, 'code_id', s.code_id, 'scan_key', s.key, 'device_id', s.device,
        'source', case when s.ago between -at_once and at_once then 'staff' else 'offline' end,
        'claimed_at', now() - s.ago, 'ticket', 'valid', 'step', -1, 'too_young', false, 'had_cookie', true
      ) order by s.place), '[]')
      from sent as s where s.code_id is not null
    )) as j
  )
  select
    s.key, j.scan_id, coalesce(j.verdict, 'refused'),
    case when s.code_id is null then '{unknown_code}' else coalesce(j.reasons, '{}') end,
    coalesce(j.is_new, false)
  from sent as s left join lateral (
    select a.* from judged as a where a.scan_key = s.key and a.device_id = s.device order by a.is_new desc limit 1
  ) as j on true
  order by s.place;
end
$$;

comment on function app.take_staff_scans(bytea, timestamptz, jsonb) is
'Judges what a gate scanned: [{code, scan_key, claimed_at}] by its own clock, which says sent_at now; one answer each, in their order. A '
'key that came before has the answer it had; a code of none of the activation''s is refused as unknown_code and kept nowhere. is_new: '
'whether it was judged now. Raises IA046, IA047 (a screen''s link).';

grant execute on function app.take_staff_scans(bytea, timestamptz, jsonb) to anon;
