-- Facts belong to accounts: what a fan did before they had joined one becomes theirs now. A scan that was noted is not noted again,
-- whoever asks: two devices of one fan, a second merge, the review that clears it at this moment.
create or replace function app.replay_scans_of_fan(fan_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  noted integer := 0;
  scan record;
begin
  for scan in
    select s.id, s.at from public.devices as d
    inner join public.scans as s on s.device_id = d.id
    inner join public.fans as f on f.id = d.fan_id and f.user_id is not null
    left join public.scan_reviews as r on r.scan_id = s.id
    where d.fan_id = replay_scans_of_fan.fan_id and s.at > now() - interval '90 days'
      and (s.verdict = 'accepted' or r.status = 'cleared')
      and not exists (
        select from public.reward_facts as o
        where o.subject_user_id = f.user_id and o.type = 'scan.accepted' and o.reference = s.id::text
      )
    order by s.at, s.id
  loop
    perform app.note_scan(scan.id, scan.at);
    noted := noted + 1;
  end loop;
  return noted;
end
$$;

comment on function app.replay_scans_of_fan(uuid) is
'Notes the counted scans of the last 90 days of all devices of a fan who has an account as facts, each once; how many. The caller holds '
'app.lock_fans.';
