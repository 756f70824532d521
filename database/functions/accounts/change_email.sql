-- Whoever calls it has seen the code that went to the new address. The account's row is locked first, as an erasure and a
-- ban lock it; that an address has one account is a constraint's word, also for two who want it at once.
create or replace function app.change_email(user_id uuid, new_email text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  old_email text;
begin
  select u.email into old_email from auth.users as u
  where u.id = change_email.user_id and u.status = 'active' for update;
  if not found or new_email is null or old_email = new_email then
    return false;
  end if;
  update auth.users as u set email = new_email where u.id = change_email.user_id;
  update public.user_profiles as p set email = new_email where p.id = change_email.user_id;
  insert into public.notification_unsubscribes (email, reason)
  select change_email.new_email, s.reason from public.notification_unsubscribes as s
  where s.email = old_email and s.reason = 'unsubscribed'
  on conflict on constraint notification_unsubscribes_pkey do nothing;
  delete from public.notification_unsubscribes as s where s.email = old_email and s.reason = 'unsubscribed';
  -- A code that went to the old mailbox opens nothing any more.
  delete from local_identity.one_time_codes as c where c.user_id = change_email.user_id;
  insert into public.outbox (topic, payload) values ('email', jsonb_build_object(
    'template', 'email_changed', 'to', old_email, 'user_id', change_email.user_id
  ));
  return true;
end
$$;

comment on function app.change_email(uuid, text) is
'The account has the address new_email from now on, and the old one is told. False where there is nothing to change: '
'no such active account, or it has the address. Raises users_email_is_taken.';

grant execute on function app.change_email(uuid, text) to service;
