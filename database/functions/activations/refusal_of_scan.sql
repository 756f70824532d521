-- What a gate sends later counts as of when it was made; what is older than its keys are sure to be, or ahead of time, cannot be
-- judged. (docs/decisions/0138.)
create or replace function app.refusal_of_scan(
  scan jsonb, judged public.scans, activation public.activations, code public.activation_codes, is_replay boolean, step_key uuid
) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  return case
    when judged.claimed_at not between judged.at - interval '48 hours' and judged.at + interval '2 minutes' then 'time_skew'
    when not app.is_activation_open(activation, code, judged.claimed_at) then 'not_open'
    when scan ->> 'ticket' = 'expired' then 'ticket_expired'
    when is_replay then 'replayed_ticket'
    when step_key is not null and exists (
      select from public.scan_keys as k where k.activation_id = activation.id and k.scan_key = step_key
    ) then 'already_counted'
  end;
end
$$;

comment on function app.refusal_of_scan(
  jsonb, public.scans, public.activations, public.activation_codes, boolean, uuid
) is
'What a scan is refused for before its place and its risk are looked at: time_skew, not_open, ticket_expired, replayed_ticket, '
'already_counted; else NULL. is_replay: another device''s ticket. step_key: the key of a rotating code''s step of this device.';
