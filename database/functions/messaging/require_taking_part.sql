-- Who was taken out of a campaign, or has left it, reads what was said and writes no more; the brand may still explain itself.
create or replace function app.require_taking_part(conversation public.conversations) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if conversation.person_user_id = auth.uid() and exists (
    select from public.campaign_participants as p where p.id = conversation.participant_id and p.status = 'inactive'
  ) then
    raise exception using errcode = 'IM005', message = 'for who takes part', detail = '{}';
  end if;
end
$$;

comment on function app.require_taking_part(public.conversations) is
'Raises IM005 for a creator who writes about a campaign that they take no part in any more.';
