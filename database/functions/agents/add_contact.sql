create or replace function app.add_contact(
  name text, email text, phone_e164 text, country text, lawful_basis text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  keeper constant uuid := app.lock_contact_keeper();
  contact_id uuid;
begin
  if exists (select from auth.users as u where u.id = keeper and u.email = lower(add_contact.email)) then
    return null;
  end if;
  if add_contact.email is null and exists (
    select from public.agent_contacts as c where c.agent_user_id = keeper and c.phone_e164 = add_contact.phone_e164
  ) then
    raise exception using errcode = '23505', constraint = 'agent_contact_is_known_once', message = 'the number is known';
  end if;
  insert into public.agent_contacts as c (
    agent_user_id, name, email, phone_e164, country, source, lawful_basis, dedupe_hash
  ) values (
    keeper, coalesce(add_contact.name, ''), lower(add_contact.email), add_contact.phone_e164, add_contact.country,
    'manual', add_contact.lawful_basis, coalesce(app.contact_hash(add_contact.email, add_contact.phone_e164), '')
  ) returning c.id into contact_id;
  return contact_id;
end
$$;

comment on function app.add_contact(text, text, text, text, text) is
'A contact of the agent, written by hand; NULL where the address is the agent''s own. Raises IM005, agent_contact_is_known_once, '
'agent_contacts_can_be_reached.';

grant execute on function app.add_contact(text, text, text, text, text) to authenticated, admin;
