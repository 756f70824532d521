create or replace function app.answer_deal_dispute(dispute_id uuid, answer text, answer_amount bigint) returns void
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
  own_side text;
begin
  select d.* into dispute from public.deal_disputes as d where d.id = answer_deal_dispute.dispute_id;
  own_side := app.dispute_side(dispute.brand_id, dispute.creator_user_id);
  if own_side = dispute.side then
    raise exception using
      errcode = 'IK030', message = 'the other side answers', detail = jsonb_build_object('side', own_side)::text;
  end if;
  dispute := app.lock_deal_dispute(dispute_id, 'open');
  perform app.require_part(dispute.price, answer_amount);
  update public.deal_disputes as d
  set status = 'answered', answer = answer_deal_dispute.answer, answer_amount = answer_deal_dispute.answer_amount,
    answered_at = now(), proposed_by = auth.uid(), proposed_side = own_side,
    proposed_amount = answer_deal_dispute.answer_amount
  where d.id = dispute.id returning * into dispute;
  if answer_amount = dispute.opener_amount then
    perform app.end_deal_dispute(dispute, answer_amount, 'agreement', now(), but_side => own_side);
    return;
  end if;
  perform app.note_dispute_step(dispute);
  perform app.tell_of_dispute(dispute, 'answered', own_side);
  perform app.tell_administrators_of_dispute(dispute, 'answered');
end
$$;

comment on function app.answer_deal_dispute(uuid, text, bigint) is
'The other side says what the creator is to get (minor units); the same as the opener says ends the dispute. Raises IG003, IM005, '
'IC020, IK001, IK003, IK008, IK030, IM006.';

grant execute on function app.answer_deal_dispute(uuid, text, bigint) to authenticated;
