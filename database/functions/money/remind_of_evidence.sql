-- Marked and told in one transaction: nobody hears it twice.
create or replace function app.remind_of_evidence(dispute_id text, as_of timestamptz) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  due public.payment_alerts;
  due_text text;
begin
  update public.payment_alerts as a set reminded_at = remind_of_evidence.as_of
  where a.id = dispute_id and a.kind = 'dispute' and a.reminded_at is null and a.is_open
    and a.evidence_due_by > remind_of_evidence.as_of
  returning a.* into due;
  if not found then
    return false;
  end if;
  due_text := to_char(due.evidence_due_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"');
  perform app.notify_about_deposit(
    due.deposit_id, 'dispute_evidence_reminder', 'Evidence is due soon',
    format('Nothing has been handed in against the dispute of a deposit of yours. It counts until %s.', due_text),
    format('Nothing has been handed in against dispute %s. It counts until %s.', dispute_id, due_text),
    jsonb_build_object('dispute_id', dispute_id, 'amount', due.amount, 'currency', due.currency)
  );
  return true;
end
$$;

comment on function app.remind_of_evidence(text, timestamptz) is
'Reminds brand and administrators of a deadline that is to come, once. False where that was done, or nothing is due.';

grant execute on function app.remind_of_evidence(text, timestamptz) to service;
