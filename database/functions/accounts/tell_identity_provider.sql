-- Cognito keeps accounts of its own: it learns of a ban, an erasure and a new address after the commit, however often it takes.
-- The message names the account only; who works it off looks at the account as it is by then.
create or replace function app.tell_identity_provider() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.outbox (topic, payload) values ('identity', jsonb_build_object('user_id', new.id));
  return null;
end
$$;

comment on function app.tell_identity_provider() is
'AFTER an account has another status or address: a message of the topic identity.';

grant execute on function app.tell_identity_provider() to app_owner;

create or replace trigger tell_identity_provider after update of status, email on auth.users
for each row when (old.status is distinct from new.status or old.email is distinct from new.email)
execute function app.tell_identity_provider();
