-- Offers about an invitation: the other side answers or counters, the own side withdraws.
create or replace function app.negotiate(invitation_id uuid, amount bigint, terms text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  invitation public.campaign_invitations;
  by_creator boolean;
  most constant integer := (app.setting('negotiation_max_rounds') #>> '{}')::integer;
  new_id uuid;
begin
  select i.* into invitation from public.campaign_invitations as i where i.id = negotiate.invitation_id;
  by_creator := coalesce(invitation.creator_user_id = auth.uid(), false);
  if not by_creator then
    perform app.require_manager(invitation.brand_id);
  end if;
  invitation := app.open_invitation(invitation_id);
  -- Exact, because all wait for the invitation's lock. Each round is a mail; the last offer can still be answered.
  if most <= (
    select count(*) from public.campaign_negotiations as n where n.invitation_id = invitation.id
  ) then
    raise exception using
      errcode = 'IC041', message = 'there were enough offers', detail = jsonb_build_object('most', most)::text;
  end if;
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
'An offer; one of the other side that was open is countered by it. Raises IG003, IM005, IC002, IC011, IC041.';

grant execute on function app.negotiate(uuid, bigint, text) to authenticated, admin;
