create or replace function app.require_taking_part(conversation public.conversations) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not app.takes_part(conversation, auth.uid()) then
    raise exception using errcode = 'IM005', message = 'for who takes part', detail = '{}';
  end if;
end
$$;

comment on function app.require_taking_part(public.conversations) is
'Raises IM005 where the actor is a creator who takes no part in the campaign any more.';
