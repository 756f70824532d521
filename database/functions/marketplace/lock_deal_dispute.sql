create or replace function app.lock_deal_dispute(dispute_id uuid, variadic allowed text[]) returns public.deal_disputes
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
  escrow public.escrows;
  last_moment timestamptz;
begin
  escrow := app.lock_escrow((select d.escrow_id from public.deal_disputes as d where d.id = lock_deal_dispute.dispute_id));
  select d.* into dispute from public.deal_disputes as d
  where d.id = lock_deal_dispute.dispute_id for no key update;
  if dispute.status <> all(allowed) then
    raise exception using
      errcode = 'IK001', message = 'the dispute is ' || dispute.status,
      detail = jsonb_build_object('table', 'deal_disputes', 'from', dispute.status, 'allowed', to_jsonb(allowed))::text;
  end if;
  perform app.require_escrow_status(escrow, 'disputed');
  last_moment := case escrow.next_step
    when 'remind_dispute' then
      dispute.opened_at + app.stood_since(escrow, dispute.opened_at) + app.setting_interval('deal_decision_days', 'days')
    else escrow.deadline_at end;
  if now() >= last_moment then
    raise exception using
      errcode = 'IK008', message = 'the time is over', detail = jsonb_build_object('deadline_at', last_moment)::text;
  end if;
  return dispute;
end
$$;

comment on function app.lock_deal_dispute(uuid, text[]) is
'The dispute in one of these statuses, locked behind its escrow, in time. Raises IG003, IK001, IK003, IK008.';
