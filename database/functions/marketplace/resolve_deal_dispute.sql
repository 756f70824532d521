create or replace function app.resolve_deal_dispute(dispute_id uuid, creator_amount bigint, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
begin
  select d.* into dispute from public.deal_disputes as d where d.id = resolve_deal_dispute.dispute_id;
  if not auth.is_privileged() then
    if dispute.creator_user_id = auth.uid() or dispute.brand_id = any(auth.brand_ids()) then
      raise exception using errcode = 'IM005', message = 'an administrator decides', detail = '{}';
    end if;
    raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
  elsif dispute.id is not null and not app.is_neutral(dispute.brand_id, dispute.creator_user_id) then
    raise exception using errcode = 'IK033', message = 'who decides belongs to neither side', detail = '{}';
  end if;
  dispute := app.lock_deal_dispute(dispute_id, 'answered', 'decided');
  perform app.require_part(dispute.price, creator_amount);
  if dispute.status = 'decided' and dispute.appealed_at is null then
    raise exception using
      errcode = 'IK001', message = 'it is decided, and nobody has appealed',
      detail = jsonb_build_object('table', 'deal_disputes', 'from', dispute.status)::text;
  elsif dispute.status = 'decided' then
    perform app.end_deal_dispute(dispute, creator_amount, 'appeal', now(), reason);
    return;
  end if;
  update public.deal_disputes as d
  set status = 'decided', creator_amount = resolve_deal_dispute.creator_amount, decided_by = auth.uid(), decided_at = now(),
    decision_reason = reason,
    appeal_until = now() + app.setting_interval('deal_appeal_days', 'days')
  where d.id = dispute.id returning * into dispute;
  perform app.note_dispute_step(dispute);
  perform app.tell_of_dispute(dispute, 'decided');
end
$$;

comment on function app.resolve_deal_dispute(uuid, bigint, text) is
'An administrator of neither side decides what the creator gets (minor units): at first, when it can be appealed; after an appeal, '
'for good, and it is posted. Raises IG003, IM005, IK001, IK003, IK008, IK033, IM006.';

grant execute on function app.resolve_deal_dispute(uuid, bigint, text) to authenticated, admin;
