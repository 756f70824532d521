-- The amount is named, so that nobody accepts what was replaced while they read.
create or replace function app.accept_split(dispute_id uuid, amount bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
  own_side text;
begin
  select d.* into dispute from public.deal_disputes as d where d.id = accept_split.dispute_id;
  own_side := app.dispute_side(dispute.brand_id, dispute.creator_user_id);
  dispute := app.lock_deal_dispute(dispute_id, 'open', 'answered', 'decided');
  if (dispute.proposed_side <> own_side and dispute.proposed_amount = amount) is not true then
    raise exception using
      errcode = 'IK031', message = 'the other side does not propose this',
      detail = jsonb_build_object('proposed_side', dispute.proposed_side, 'proposed_amount', dispute.proposed_amount)::text;
  end if;
  perform app.end_deal_dispute(dispute, amount, 'agreement', now(), but_side => own_side);
end
$$;

comment on function app.accept_split(uuid, bigint) is
'Takes what the other side proposes (minor units), which ends the dispute at once. Raises IG003, IM005, IC020, IK001, IK003, IK008, '
'IK031.';

grant execute on function app.accept_split(uuid, bigint) to authenticated;
