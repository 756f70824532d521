-- A message that waited speaks for somebody who may no longer speak here.
create or replace function app.require_sender(conversation public.conversations, sender uuid, side text) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (select from auth.users as u where u.id = sender and u.status = 'active') or not (case side
    when 'person' then sender = conversation.person_user_id
    when 'brand' then exists (
      select from app.members_with(conversation.brand_id, 'campaign') as member where member = sender
    )
    else exists (select from public.user_roles as r where r.user_id = sender and r.role = 'admin')
  end) or not app.takes_part(conversation, sender) then
    raise exception using errcode = 'IZ010', message = 'the sender can no longer write here', detail = '{}';
  end if;
end
$$;

comment on function app.require_sender(public.conversations, uuid, text) is
'Raises IZ010 where somebody who wrote for that side (brand, person, support) could not write for it now.';
