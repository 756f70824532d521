create or replace function app.open_deal_dispute(
  escrow_id uuid, reason_code text, claim text, opener_amount bigint, side text default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  own public.escrows;
  own_side text;
  last_moment timestamptz;
begin
  select e.* into escrow from public.escrows as e where e.id = open_deal_dispute.escrow_id;
  if app.is_neutral(escrow.brand_id, escrow.creator_user_id) then
    own_side := coalesce(side, 'brand');
  else
    own_side := app.dispute_side(escrow.brand_id, escrow.creator_user_id);
  end if;
  escrow := app.lock_escrow(escrow_id);
  perform app.require_escrow_status(escrow, 'work_in_progress', 'under_review', 'rejected', 'approved');
  if (escrow.status = 'rejected' and own_side = 'brand')
    or (escrow.status = 'approved' and (own_side = 'creator' or reason_code is distinct from 'not_live'))
  then
    raise exception using
      errcode = 'IK030', message = 'not for this side, or not for this reason',
      detail = jsonb_build_object('status', escrow.status, 'side', own_side, 'reason_code', reason_code)::text;
  end if;
  own := app.with_own_deadline(escrow);
  last_moment := least(
    (app.on_its_clock(escrow)).locked_at + app.setting_interval(
      case escrow.status when 'approved' then 'deal_hold_days' else 'deal_dispute_days' end, 'days'
    ),
    case when own.next_step in ('refund_late', 'approve', 'refund_rejected', 'release', 'end_hold') then own.deadline_at end
  );
  if now() >= last_moment then
    raise exception using
      errcode = 'IK008', message = 'the time is over', detail = jsonb_build_object('deadline_at', last_moment)::text;
  end if;
  return app.begin_deal_dispute(escrow, auth.uid(), own_side, reason_code, claim, opener_amount, now());
end
$$;

comment on function app.open_deal_dispute(uuid, text, text, bigint, text) is
'Opens a dispute; opener_amount: what the creator is to get, in minor units. side counts where a neutral administrator opens it. '
'Raises IG003, IM005, IC020, IK001, IK003, IK008, IK030, IM006.';

grant execute on function app.open_deal_dispute(uuid, text, text, bigint, text) to authenticated, admin;
