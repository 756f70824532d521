-- How the first administrator comes to be. Only who holds the owner's password may call it: no Lambda that people ask does.
create or replace function app.make_administrator(address text, by_whom text) returns text
language plpgsql security definer set search_path = '' as $$
declare
  person record;
begin
  -- Whoever is suspended at the same moment is not made one behind the suspension's back.
  select u.id, u.status into person from auth.users as u where u.email = lower(btrim(address)) for update;
  if not found then
    return 'unknown';
  end if;
  if person.status <> 'active' then
    return 'not_active';
  end if;
  perform set_config('request.reason', left('made administrator by the operator ' || by_whom, 500), true);
  insert into public.user_roles (user_id, role) values (person.id, 'admin')
  on conflict on constraint user_roles_pkey do nothing;
  return case when found then 'made' else 'already' end;
end
$$;

comment on function app.make_administrator(text, text) is
'For operators: made, already, unknown (address), not_active. The role''s audit row says by whom.';

grant execute on function app.make_administrator(text, text) to app_owner;
