-- migrate:up
set local lock_timeout = '3s';

-- Offers about an invitation: the other side answers or counters, the own side withdraws.
set local role app_internal;

create function app.negotiate(invitation_id uuid, amount bigint, terms text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
  by_creator boolean;
  new_id uuid;
begin
  select i.* into invitation from public.campaign_invitations as i where i.id = negotiate.invitation_id;
  by_creator := coalesce(invitation.creator_user_id = auth.uid(), false);
  if not by_creator then
    perform app.require_manager(invitation.brand_id);
  end if;
  invitation := app.open_invitation(invitation_id);
  update public.campaign_negotiations as n set status = 'countered', answered_at = now()
  where n.invitation_id = invitation.id and n.status = 'proposed' and n.from_creator <> by_creator;
  insert into public.campaign_negotiations as n (
    invitation_id, campaign_id, brand_id, creator_user_id, proposed_by, amount, terms
  ) values (
    invitation.id, invitation.campaign_id, invitation.brand_id, invitation.creator_user_id, auth.uid(),
    negotiate.amount, negotiate.terms
  ) returning n.id into new_id;
  perform app.tell_other_side(
    invitation, by_creator, 'negotiation_proposed', 'There is a new offer',
    jsonb_build_object('invitation_id', invitation.id, 'negotiation_id', new_id, 'amount', negotiate.amount)
  );
  return new_id;
end
$$;
comment on function app.negotiate(uuid, bigint, text) is
'An offer; one of the other side that was open is countered by it. Raises IG003, IM005, IC002, IC011.';

create function app.answer_offer(negotiation_id uuid, answer text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  offer public.campaign_negotiations;
  invitation public.campaign_invitations;
  by_creator boolean;
begin
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
'answer: accepted (the invitation takes amount and terms), rejected or withdrawn. Raises IC005, IC013, IC002, IC011.';

create function app.tell_other_side(
  invitation public.campaign_invitations, by_creator boolean, type text, title text, metadata jsonb
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  message constant text := (
    select format('It is about "%s".', c.name) from public.campaigns as c where c.id = invitation.campaign_id
  );
begin
  if by_creator then
    perform app.notify_brand(invitation.brand_id, 'campaign', 'campaigns', type, title, message, metadata);
  else
    perform app.notify(invitation.creator_user_id, 'campaigns', type, title, message, metadata);
  end if;
end
$$;
comment on function app.tell_other_side(public.campaign_invitations, boolean, text, text, jsonb) is
'Tells the brand what the creator did, or the creator what the brand did.';

grant execute on function app.negotiate(uuid, bigint, text), app.answer_offer(uuid, text) to authenticated, admin;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.tell_other_side(public.campaign_invitations, boolean, text, text, jsonb);
drop function app.answer_offer(uuid, text);
drop function app.negotiate(uuid, bigint, text);
reset role;
