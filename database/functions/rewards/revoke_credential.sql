-- The list is signed anew for it: whoever signed a list says how many changes it knew.
create or replace function app.revoke_credential(user_achievement_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  its_list uuid;
begin
  update public.badge_credentials as c set revoked_at = now()
  where c.user_achievement_id = revoke_credential.user_achievement_id and c.revoked_at is null
  returning c.list_id into its_list;
  if not found then
    return false;
  end if;
  update public.badge_status_lists as l set changes = l.changes + 1 where l.id = its_list;
  return true;
end
$$;

comment on function app.revoke_credential(uuid) is
'Sets the bit of the valid credential of what somebody unlocked; false where there is none.';
