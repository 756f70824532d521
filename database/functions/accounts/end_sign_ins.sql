-- Who is barred is signed out everywhere, whoever barred them; an unban does not bring old sign-ins back.
create or replace function app.end_sign_ins() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update local_identity.refresh_token_families as f set revoked_at = now()
  where f.user_id = new.id and f.revoked_at is null;
  return null;
end
$$;

comment on function app.end_sign_ins() is 'AFTER an account ceases to be active: all its refresh tokens are dead.';

grant execute on function app.end_sign_ins() to app_owner;

create or replace trigger end_sign_ins after update of status on auth.users
for each row when (old.status = 'active' and new.status <> 'active') execute function app.end_sign_ins();
