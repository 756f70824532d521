create or replace function app.end_deal_dispute(
  dispute public.deal_disputes, creator_amount bigint, resolution text, moment timestamptz, reason text default null,
  but_side text default null
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
begin
  update public.deal_disputes as d
  set status = 'resolved', creator_amount = end_deal_dispute.creator_amount,
    resolution = end_deal_dispute.resolution, resolved_at = moment,
    first_amount = case when end_deal_dispute.resolution in ('appeal', 'agreement', 'loss') then d.creator_amount end,
    first_reason = case when end_deal_dispute.resolution = 'appeal' then d.decision_reason end,
    decision_reason = coalesce(end_deal_dispute.reason, d.decision_reason),
    decided_by = case when end_deal_dispute.resolution = 'appeal' then auth.uid() else d.decided_by end
  where d.id = dispute.id returning * into dispute;
  select e.* into escrow from public.escrows as e where e.id = dispute.escrow_id;
  escrow := app.split_escrow(escrow, creator_amount, moment, 'the dispute has ended: ' || resolution);
  if escrow.status = 'released' then
    perform app.begin_turn(escrow.deal_id, m.number + 1, moment)
    from public.deal_milestones as m where m.id = escrow.milestone_id;
  end if;
  perform app.tell_of_dispute(dispute, 'resolved', but_side);
end
$$;

comment on function app.end_deal_dispute(public.deal_disputes, bigint, text, timestamptz, text, text) is
'A dispute ends by silence, agreement, decision, appeal, time or loss: so much (minor units) to the creator, the rest to the brand; the '
'next milestone comes to its turn. but_side knows already. The caller holds the locks. Raises IM006, IK001, IK003.';
