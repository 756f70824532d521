-- Of a person who is erased: whom they knew, and that others knew them.
create or replace function app.forget_contacts(user_id uuid, address text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  contacts bigint;
  imports bigint;
  entries bigint;
begin
  -- A worker that is importing holds the row: wait, or it would write contacts of an import that goes.
  perform from public.contact_imports as i where i.agent_user_id = forget_contacts.user_id order by i.id for update;
  delete from public.agent_contacts as c where c.agent_user_id = forget_contacts.user_id;
  get diagnostics contacts = row_count;
  delete from public.contact_imports as i where i.agent_user_id = forget_contacts.user_id;
  get diagnostics imports = row_count;
  -- The file goes before its row, with the next run of contacts-retention.
  update public.contact_uploads as u set delete_after = now()
  where u.agent_user_id = forget_contacts.user_id and u.delete_after > now();
  delete from public.agent_contacts as c where c.email = lower(forget_contacts.address);
  get diagnostics entries = row_count;
  return jsonb_build_object('agent_contacts', contacts, 'contact_imports', imports, 'contacts_of_others', entries);
end
$$;

comment on function app.forget_contacts(uuid, text) is
'Contacts and imports of an agent who is erased, and whoever has this address as a contact: gone. How many of each.';
