-- Offers about an invitation: the other side answers or counters, the own side withdraws.
create or replace function app.answer_offer(negotiation_id uuid, answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  offer public.campaign_negotiations;
  invitation public.campaign_invitations;
  by_creator boolean;
begin
  if not coalesce(answer in ('accepted', 'rejected', 'withdrawn'), false) then
    raise exception using errcode = 'invalid_parameter_value', message = 'no answer to an offer';
  end if;
  select n.* into offer from public.campaign_negotiations as n where n.id = answer_offer.negotiation_id;
  by_creator := coalesce(offer.creator_user_id = auth.uid(), false);
  if not by_creator then
    perform app.require_manager(offer.brand_id);
  end if;
  -- Invitation before offer, as everywhere; an answer that came in between is seen by the status machine.
  invitation := app.open_invitation(offer.invitation_id);
  if (answer = 'withdrawn') <> (by_creator = offer.from_creator) then
    raise exception using
      errcode = 'IC013', message = 'one side offers, the other answers',
      detail = jsonb_build_object('answer', answer)::text;
  end if;
  update public.campaign_negotiations as n set status = answer, answered_at = now()
  where n.id = offer.id and n.status = 'proposed';
  if not found then
    raise exception using
      errcode = 'IC005', message = 'the offer is answered', detail = jsonb_build_object('to', answer)::text;
  end if;
  if answer = 'accepted' then
    update public.campaign_invitations as i
    set agreed_amount = offer.amount, terms = coalesce(nullif(offer.terms, ''), i.terms)
    where i.id = invitation.id;
  end if;
  perform app.tell_other_side(
    invitation, by_creator, 'negotiation_' || answer, 'An offer was ' || answer,
    jsonb_build_object('invitation_id', invitation.id, 'negotiation_id', offer.id, 'amount', offer.amount)
  );
end
$$;

comment on function app.answer_offer(uuid, text) is
'answer: accepted (the invitation takes amount and terms), rejected or withdrawn. Raises IC005, IC013, IC002, '
'IC011; 22023 for any other answer.';

grant execute on function app.answer_offer(uuid, text) to authenticated, admin;
