create or replace function app.purge_contacts(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.agent_contacts as c
  where c.id in (
    select d.id from public.agent_contacts as d where d.forget_at <= purge_contacts.as_of
    order by d.forget_at limit purge_contacts.at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_contacts(timestamptz, integer) is
'Contacts whose time is over (forget_at), at most so many: gone. How many; invites that went to them stay, without them.';

grant execute on function app.purge_contacts(timestamptz, integer) to service;
