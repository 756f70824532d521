create or replace function app.write_dispute_message(dispute_id uuid, body text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  dispute public.deal_disputes;
  own_side text;
  new_id uuid;
begin
  select d.* into dispute from public.deal_disputes as d
  where d.id = write_dispute_message.dispute_id;
  if app.is_neutral(dispute.brand_id, dispute.creator_user_id) then
    own_side := 'admin';
  else
    own_side := app.dispute_side(dispute.brand_id, dispute.creator_user_id);
  end if;
  select d.* into dispute from public.deal_disputes as d
  where d.id = write_dispute_message.dispute_id for no key update;
  if dispute.status not in ('open', 'answered', 'decided') then
    raise exception using
      errcode = 'IK001', message = 'the dispute is ' || dispute.status,
      detail = jsonb_build_object('table', 'deal_disputes', 'from', dispute.status)::text;
  end if;
  perform app.refuse_above('deal_dispute_message_limit', 1 + (
    select count(*) from public.deal_dispute_messages as m where m.dispute_id = dispute.id and m.side = own_side
  ));
  insert into public.deal_dispute_messages (dispute_id, brand_id, creator_user_id, sender_user_id, side, body)
  values (
    dispute.id, dispute.brand_id, dispute.creator_user_id, auth.uid(), own_side, write_dispute_message.body
  ) returning id into new_id;
  perform app.tell_of_dispute(dispute, 'message', own_side);
  return new_id;
end
$$;

comment on function app.write_dispute_message(uuid, text) is
'Says something in a dispute that has not ended, to the other side; its id. Raises IG003, IM005, IC020, IK001, IK009.';

grant execute on function app.write_dispute_message(uuid, text) to authenticated, admin;
