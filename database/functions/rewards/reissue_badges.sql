-- A badge names its person by their address: with another one it proves nothing of them any more. What is just being signed
-- loses its claim, so that the old address cannot come late.
create or replace function app.reissue_badges() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.badge_credentials as c set attempts = c.attempts + 1, available_at = now()
  where c.user_id = new.id and c.revoked_at is null and c.jwt is null;
  perform app.revoke_credential(s.id), app.prepare_credential(s.id)
  from (
    select c.user_achievement_id as id from public.badge_credentials as c
    where c.user_id = new.id and c.revoked_at is null and c.jwt is not null
    order by c.list_id, c.id
  ) as s;
  return null;
end
$$;

comment on function app.reissue_badges() is 'AFTER UPDATE of somebody''s address: a new credential for each valid one, which is revoked.';

grant execute on function app.reissue_badges() to app_owner;

create or replace trigger reissue_badges after update of email on auth.users
for each row when (old.email is distinct from new.email and new.status <> 'deleted') execute function app.reissue_badges();
