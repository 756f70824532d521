-- Silence, no decision, no appeal and no second decision: each of them ends a dispute, so that it lasts 21 days at most.
create or replace function app.dispute_deadline(
  escrow public.escrows, out deadline_at timestamptz, out next_step text
)
language plpgsql stable set search_path = '' as $$
declare
  dispute public.deal_disputes;
  began timestamptz;
  reminder timestamptz;
begin
  select d.* into dispute from public.deal_disputes as d
  where d.escrow_id = escrow.id and d.status in ('open', 'answered', 'decided');
  began := dispute.opened_at + app.stood_since(escrow, dispute.opened_at);
  case dispute.status
    when 'open' then
      deadline_at := began + app.setting_interval('deal_answer_days', 'days');
      next_step := 'decide';
    when 'answered' then
      deadline_at := began + app.setting_interval('deal_decision_days', 'days');
      next_step := 'settle_between';
      select min(began + make_interval(days => r.day)) into reminder
      from unnest(array[5, 8, 11]) as r (day)
      where began + make_interval(days => r.day) > greatest(
        dispute.answered_at + app.stood_since(escrow, dispute.answered_at),
        dispute.reminded_at + app.stood_since(escrow, dispute.reminded_at)
      );
      if reminder < deadline_at then
        deadline_at := reminder;
        next_step := 'remind_dispute';
      end if;
    when 'decided' then
      deadline_at := dispute.appeal_until + app.stood_since(escrow, dispute.decided_at);
      next_step := 'carry_out';
      if dispute.appealed_at is not null then
        deadline_at := dispute.appealed_at + app.stood_since(escrow, dispute.appealed_at)
          + app.setting_interval('deal_appeal_decision_days', 'days');
        next_step := 'uphold';
      end if;
    else null;
  end case;
end
$$;

comment on function app.dispute_deadline(public.escrows) is
'When time does something with the open dispute of an escrow, and what; NULL where there is none.';
