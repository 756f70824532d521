-- The timers' twin of common/blocked_attempts.py (WRITTEN_DOWN): a guard's refusal leaves a row, whoever ran into it.
create or replace function app.note_failed_timer(item jsonb, code text, message text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  raise warning 'timer of %: %', item, message;
  if code in ('IK001', 'IK002', 'IM001', 'IG001') then
    perform app.log_blocked_attempt('deal-deadlines', message, code, null, item);
  end if;
end
$$;

comment on function app.note_failed_timer(jsonb, text, text) is
'An item that time could not move, which its pass sets aside: told in the log, and as a blocked attempt where a guard refused.';
