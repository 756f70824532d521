create or replace function app.appeal_deal_dispute(dispute_id uuid, appeal text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
  own_side text;
  appealed_before boolean;
  appeal_until timestamptz;
begin
  perform ledger.refuse_nulls(num_nulls(appeal));
  select d.* into dispute from public.deal_disputes as d where d.id = appeal_deal_dispute.dispute_id;
  own_side := app.dispute_side(dispute.brand_id, dispute.creator_user_id);
  dispute := app.lock_deal_dispute(dispute_id, 'decided');
  appealed_before := dispute.appealed_side is not null;
  select dispute.appeal_until + app.stood_since(e, dispute.decided_at) into appeal_until
  from public.escrows as e where e.id = dispute.escrow_id;
  if dispute.appealed_side = own_side or dispute.also_appeal is not null then
    raise exception using
      errcode = 'IK032', message = 'each side appeals once', detail = jsonb_build_object('side', own_side)::text;
  elsif appealed_before and now() > appeal_until then
    raise exception using
      errcode = 'IK008', message = 'the time is over', detail = jsonb_build_object('deadline_at', appeal_until)::text;
  end if;
  if appealed_before then
    update public.deal_disputes as d set also_appeal = appeal_deal_dispute.appeal
    where d.id = dispute.id returning * into dispute;
  else
    update public.deal_disputes as d
    set appealed_by = auth.uid(), appealed_side = own_side, appealed_at = now(), appeal = appeal_deal_dispute.appeal
    where d.id = dispute.id returning * into dispute;
    perform app.note_dispute_step(dispute);
  end if;
  perform app.tell_of_dispute(dispute, 'appealed', own_side);
  perform app.tell_administrators_of_dispute(dispute, 'appealed');
end
$$;

comment on function app.appeal_deal_dispute(uuid, text) is
'A side appeals against a decision, once and in time; the time for the second decision runs from the first appeal. Raises IG003, '
'IM005, IC020, IK001, IK003, IK008, IK032.';

grant execute on function app.appeal_deal_dispute(uuid, text) to authenticated;
