-- Who followed the link before we wrote down that the mail is out has a status already, which stays.
create or replace function app.settle_invites(fates jsonb) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  settled integer;
begin
  update public.agent_invites as i
  set status = case i.status when 'queued' then f.status else i.status end, provider_id = f.provider_id, sent_at = now(),
    failure_code = case when f.status = 'failed' then 'not_accepted' end,
    withheld = case when f.status = 'suppressed' then coalesce(f.reason, i.withheld, 'too_much_mail') else i.withheld end
  from jsonb_to_recordset(fates) as f (id uuid, status text, provider_id text, reason text)
  where i.id = f.id and i.channel = 'email' and i.sent_at is null;
  get diagnostics settled = row_count;
  return settled;
end
$$;

comment on function app.settle_invites(jsonb) is
'What became of the mails of invites, [{id, status: sent, suppressed or failed, provider_id, reason}]; how many were not known before.';

grant execute on function app.settle_invites(jsonb) to service;
