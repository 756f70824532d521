create or replace function app.begin_deal_dispute(
  escrow public.escrows, opened_by uuid, side text, reason_code text, claim text, opener_amount bigint, moment timestamptz
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  evidence constant jsonb := app.dispute_evidence(escrow);
  own constant public.escrows := app.with_own_deadline(escrow);
  dispute public.deal_disputes;
begin
  perform app.require_part(escrow.price, opener_amount);
  insert into public.deal_disputes (
    escrow_id, brand_id, creator_user_id, currency, price, opened_by, side, reason_code, claim, opener_amount, opened_at,
    rest, proposed_by, proposed_side, proposed_amount, evidence, evidence_hash
  ) values (
    escrow.id, escrow.brand_id, escrow.creator_user_id, escrow.currency, escrow.price, begin_deal_dispute.opened_by,
    begin_deal_dispute.side, begin_deal_dispute.reason_code, begin_deal_dispute.claim, begin_deal_dispute.opener_amount,
    moment, greatest(own.deadline_at - moment, '0'), begin_deal_dispute.opened_by, begin_deal_dispute.side,
    begin_deal_dispute.opener_amount, evidence, sha256(convert_to(app.canonical_json(evidence), 'UTF8'))
  ) returning * into dispute;
  perform app.step_escrow(escrow, 'disputed', moment, begin_deal_dispute.reason_code);
  perform app.tell_of_dispute(dispute, 'opened', case
    when opened_by is not null and not app.is_neutral(dispute.brand_id, dispute.creator_user_id) then side end);
  return dispute.id;
end
$$;

comment on function app.begin_deal_dispute(public.escrows, uuid, text, text, text, bigint, timestamptz) is
'A dispute for one side (brand, creator; opened_by is NULL where time opens it) that wants the creator to get so much (minor '
'units), with its evidence. The caller holds the locks. Raises IM006, IK001, IK003; a second one violates deal_dispute_is_open_once.';
