-- Both sides take the same steps in a negotiation; only whom to tell differs.
create or replace function app.tell_other_side(
  invitation public.campaign_invitations, by_creator boolean, type text, title text, metadata jsonb
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  message constant text := (
    select format('It is about "%s".', c.name) from public.campaigns as c where c.id = invitation.campaign_id
  );
  facts constant jsonb := metadata || app.offer_facts(invitation.id, by_creator, (metadata ->> 'amount')::bigint, (
    select n.terms from public.campaign_negotiations as n where n.id = (metadata ->> 'negotiation_id')::uuid
  ));
begin
  if by_creator then
    perform app.notify_brand(invitation.brand_id, 'campaign', 'campaigns', type, title, message, facts);
  else
    perform app.notify(invitation.creator_user_id, 'campaigns', type, title, message, facts);
  end if;
end
$$;

comment on function app.tell_other_side(public.campaign_invitations, boolean, text, text, jsonb) is
'Tells the brand what the creator did, or the creator what the brand did.';
