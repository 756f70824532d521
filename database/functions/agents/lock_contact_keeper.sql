-- Whoever counts what an agent may do, counts alone: the profile's row is the lock.
create or replace function app.lock_contact_keeper() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  keeper uuid;
begin
  select a.user_id into keeper from public.agent_profiles as a
  inner join auth.users as u on u.id = a.user_id and u.status = 'active'
  where a.user_id = auth.uid() and a.status <> 'banned' and 'agent' = any(auth.roles())
  for no key update of a;
  if keeper is null then
    raise exception using errcode = 'IM005', message = 'for agents who are not banned', detail = '{}';
  end if;
  return keeper;
end
$$;

comment on function app.lock_contact_keeper() is
'The actor, as an agent who may bring contacts (paused ones may), their profile locked. Raises IM005.';
