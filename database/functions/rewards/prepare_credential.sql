-- No list is locked: who is granted something does not wait for everybody else who is, and two that wait for each other
-- cannot come about. The place is drawn at random, and the unique constraint says whether it was free.
create or replace function app.prepare_credential(user_achievement_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  its_list uuid;
  credential_id uuid;
  tries integer := 0;
begin
  if not exists (
    select from public.user_achievements as a where a.id = prepare_credential.user_achievement_id and a.revoked_at is null
  ) then
    return null;
  end if;
  loop
    select c.id into credential_id from public.badge_credentials as c
    where c.user_achievement_id = prepare_credential.user_achievement_id and c.revoked_at is null;
    if found then
      return credential_id;
    end if;
    select l.id into its_list from public.badge_status_lists as l
    where l.taken * 4 < l.size * 3 order by l.created_at desc, l.id limit 1;
    if not found or tries = 20 then -- fuller than was counted
      its_list := app.open_badge_list();
      tries := 0;
    end if;
    insert into public.badge_credentials (user_achievement_id, user_id, list_id, status_index)
    select a.id, a.user_id, l.id, random(0, l.size - 1)
    from public.user_achievements as a cross join public.badge_status_lists as l
    where a.id = prepare_credential.user_achievement_id and l.id = its_list
    on conflict do nothing
    returning id into credential_id;
    if found then
      return credential_id;
    end if;
    tries := tries + 1;
  end loop;
end
$$;

comment on function app.prepare_credential(uuid) is
'The valid credential of what somebody unlocked, made with a place of its own on a status list and still to be signed where there is '
'none; NULL where it was revoked, or never unlocked.';
