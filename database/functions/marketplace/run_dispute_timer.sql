create or replace function app.run_dispute_timer(escrow public.escrows, as_of timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
begin
  select d.* into dispute from public.deal_disputes as d
  where d.escrow_id = escrow.id and d.status in ('open', 'answered', 'decided') for no key update;
  case escrow.next_step
    when 'decide' then perform app.end_deal_dispute(dispute, dispute.opener_amount, 'silence', as_of);
    when 'settle_between' then
      perform app.end_deal_dispute(dispute, case when exists (
        select from public.deal_submissions as s where s.escrow_id = escrow.id and s.recalled_at is null
      ) then (dispute.opener_amount + dispute.answer_amount) / 2 else 0 end, 'time', as_of);
    when 'carry_out', 'uphold' then
      perform app.end_deal_dispute(dispute, dispute.creator_amount, 'decision', as_of);
    when 'remind_dispute' then
      update public.deal_disputes as d set reminded_at = as_of where d.id = dispute.id returning * into dispute;
      perform app.note_dispute_step(dispute);
      perform app.tell_administrators_of_dispute(dispute, escrow.deadline_at::text);
  end case;
end
$$;

comment on function app.run_dispute_timer(public.escrows, timestamptz) is
'What is due of a disputed escrow: silence ends it as its opener wants; without a decision the creator gets the mean of both '
'amounts, rounded down, or nothing without any work; a decision is carried out; administrators are reminded. The caller holds the locks.';
