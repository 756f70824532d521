-- The second look is a sync of the same account, a day or more after the first. Where none comes (the account is gone, or its
-- platform is silent), nobody knows, and unknown is paid.
create or replace function app.look_live(escrow public.escrows, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  again constant timestamptz := moment + interval '1 hour';
  hold_end constant timestamptz := (app.on_its_clock(escrow)).locked_at + app.setting_interval('deal_hold_days', 'days');
  work public.deal_submissions;
begin
  select s.* into work from public.deal_submissions as s
  where s.escrow_id = escrow.id order by s.revision desc limit 1;
  if not exists (
    select from public.social_accounts as a
    where a.id = work.live_account_id and a.last_synced_at >= work.live_checked_at + interval '24 hours'
  ) then
    if moment >= work.live_checked_at + interval '96 hours' + app.stood_since(escrow, work.live_checked_at) then
      perform app.note_live_post(escrow, work.id, 'unknown', moment, work.live_account_id);
    else
      update public.escrows as e
      set deadline_at = least(again, hold_end), next_step = case when again < hold_end then 'look_live' else 'end_hold' end
      where e.id = escrow.id;
    end if;
    return;
  end if;
  escrow.gone_at := moment;
  escrow := app.with_deadline(escrow);
  update public.escrows as e
  set gone_at = escrow.gone_at, deadline_at = escrow.deadline_at, next_step = escrow.next_step
  where e.id = escrow.id;
  perform app.tell_of_escrow(escrow, 'gone', '');
end
$$;

comment on function app.look_live(public.escrows, timestamptz) is
'A post that was gone, a day later: still gone (its creator is told, and may restore it), not looked at yet (asked again in an '
'hour, until the hold ends), or after four days unknown. The caller holds the locks.';
