-- Nobody wins time: what was left of the escrow's own deadline is left again, and where that does not fit into the hold any
-- more, it is too late to withdraw.
create or replace function app.withdraw_deal_dispute(dispute_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
  escrow public.escrows;
  own_side text;
  last_moment timestamptz;
begin
  select d.* into dispute from public.deal_disputes as d where d.id = withdraw_deal_dispute.dispute_id;
  own_side := app.dispute_side(dispute.brand_id, dispute.creator_user_id);
  if own_side <> dispute.side then
    raise exception using
      errcode = 'IK030', message = 'who opened it withdraws it', detail = jsonb_build_object('side', own_side)::text;
  end if;
  dispute := app.lock_deal_dispute(dispute_id, 'open', 'answered');
  select e.* into escrow from public.escrows as e where e.id = dispute.escrow_id;
  last_moment := (app.on_its_clock(escrow)).locked_at - dispute.rest + app.setting_interval(
    case escrow.disputed_from when 'rejected' then 'deal_dispute_days' else 'deal_hold_days' end, 'days'
  );
  if now() > last_moment then
    raise exception using
      errcode = 'IK008', message = 'the time that was left is not left any more',
      detail = jsonb_build_object('deadline_at', last_moment)::text;
  end if;
  update public.deal_disputes as d set status = 'withdrawn', withdrawn_at = now()
  where d.id = dispute.id returning * into dispute;
  perform app.resume_escrow(escrow, now());
  perform app.tell_of_dispute(dispute, 'withdrawn', own_side);
end
$$;

comment on function app.withdraw_deal_dispute(uuid) is
'Its opener withdraws, once per escrow: back to where it came from, with the time that was left. Raises IG003, IM005, IC020, IK001, '
'IK003, IK008, IK030; a second time violates deal_dispute_is_withdrawn_once.';

grant execute on function app.withdraw_deal_dispute(uuid) to authenticated;
