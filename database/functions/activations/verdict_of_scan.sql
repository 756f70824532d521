-- The order is the visitor's due: what is wrong with the code or the ticket, then with the place, then what is odd; limits last, and
-- only for what is not refused. A gate is at the place: whoever made its link says so, and its staff are asked for no position.
create or replace function app.verdict_of_scan(
  scan jsonb, judged public.scans, activation public.activations, code public.activation_codes, refusal text
) returns public.scans
language plpgsql security definer set search_path = '' as $$
declare
  inside boolean;
  risk record;
begin
  judged.reasons := '{}';
  judged.score := 0;
  judged.verdict := 'refused';
  if activation.geofence_id is not null then
    select p.metres, p.inside into judged.distance_m, inside from app.place_scan(scan, activation) as p;
  end if;
  if refusal is not null then
    judged.reasons := array[refusal];
    return judged;
  elsif activation.fence_mode <> 'off' and judged.source = 'online' and inside is not true then
    judged.reasons := array[case when inside is null then 'place_needed' else 'too_far' end];
    if activation.fence_mode = 'refuse' then
      return judged;
    end if;
    judged.score := 60;
  end if;
  select w.score, w.reasons into risk from app.weigh_scan(scan, activation) as w;
  judged.score := least(greatest(judged.score, coalesce(risk.score, 0)), 1000);
  judged.reasons := judged.reasons || coalesce(risk.reasons, '{}');
  if judged.score >= 90 then
    return judged;
  end if;
  refusal := app.take_scan_limits(activation, code, judged.device_id, judged.fan_id, judged.day);
  if refusal is not null then
    judged.reasons := refusal || judged.reasons;
  else
    judged.verdict := case when judged.score >= 60 then 'flagged' else 'accepted' end;
  end if;
  return judged;
end
$$;

comment on function app.verdict_of_scan(jsonb, public.scans, public.activations, public.activation_codes, text) is
'A scan with its verdict, reasons, score and distance (metres). refusal: what it is refused for whatever else it is; its limits are '
'taken where it is accepted or flagged. From 60 points it is flagged, from 90 refused.';
