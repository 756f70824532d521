create or replace function app.propose_split(dispute_id uuid, amount bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
  own_side text;
begin
  select d.* into dispute from public.deal_disputes as d where d.id = propose_split.dispute_id;
  own_side := app.dispute_side(dispute.brand_id, dispute.creator_user_id);
  dispute := app.lock_deal_dispute(dispute_id, 'open', 'answered', 'decided');
  perform app.require_part(dispute.price, amount);
  if dispute.proposed_side <> own_side and dispute.proposed_amount = amount then
    perform app.end_deal_dispute(dispute, amount, 'agreement', now(), but_side => own_side);
    return;
  end if;
  update public.deal_disputes as d
  set proposed_by = auth.uid(), proposed_side = own_side, proposed_amount = propose_split.amount
  where d.id = dispute.id returning * into dispute;
  perform app.tell_of_dispute(dispute, 'proposed', own_side);
end
$$;

comment on function app.propose_split(uuid, bigint) is
'One side proposes what the creator is to get (minor units); the last proposal counts, and the same as the other side''s ends the '
'dispute. Raises IG003, IM005, IC020, IK001, IK003, IK008, IM006.';

grant execute on function app.propose_split(uuid, bigint) to authenticated;
