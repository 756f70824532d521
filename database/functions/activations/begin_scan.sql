-- What a scan says of itself, as a row without a verdict. Of a moment that is to come, or gone so long that its day has no partition
-- any more, it is taken now.
create or replace function app.begin_scan(scan jsonb, activation public.activations) returns public.scans
language plpgsql stable security definer set search_path = '' as $$
declare
  judged public.scans;
begin
  judged.id := coalesce((scan ->> 'scan_id')::uuid, uuidv7());
  judged.at := least(coalesce((scan ->> 'at')::timestamptz, now()), now());
  judged.at := case when judged.at < now() - interval '3 days' then now() else judged.at end;
  judged.activation_id := activation.id;
  judged.campaign_id := activation.campaign_id;
  judged.brand_id := activation.brand_id;
  judged.code_id := (scan ->> 'code_id')::uuid;
  judged.device_id := (scan ->> 'device_id')::uuid;
  judged.scan_key := (scan ->> 'scan_key')::uuid;
  judged.claimed_at := coalesce((scan ->> 'claimed_at')::timestamptz, judged.at);
  judged.day := (judged.claimed_at at time zone activation.time_zone)::date;
  judged.lat := round((scan #>> '{position,lat}')::numeric, 5);
  judged.lng := round((scan #>> '{position,lng}')::numeric, 5);
  judged.accuracy_m := least(round((scan #>> '{position,accuracy}')::numeric), 2000000000)::integer;
  judged.source := coalesce(scan ->> 'source', 'online');
  judged.country := substring(scan ->> 'country' from '^[A-Z]{2}$');
  judged.visitor_hash := (scan ->> 'visitor_hash')::uuid;
  judged.place_hash := (scan ->> 'place_hash')::uuid;
  judged.created_at := now();
  return judged;
end
$$;

comment on function app.begin_scan(jsonb, public.activations) is
'The row that a scan becomes, its verdict still to come. Its day is one of the activation''s time zone.';
