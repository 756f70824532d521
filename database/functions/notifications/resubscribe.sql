-- People see why no mail reaches them and may undo what they did themselves. The table stays closed: what a person may
-- do to a row that names an address is a function.
create or replace function app.resubscribe() returns boolean
language sql security definer set search_path = '' as $$
  with lifted as (
    delete from public.notification_unsubscribes as s
    using auth.users as u
    where u.id = auth.uid() and s.email = u.email and s.reason = 'unsubscribed'
    returning 1
  )
  select exists (select from lifted)
$$;

comment on function app.resubscribe() is
'The user who asks wants mail again; whether they had unsubscribed. What the provider reported stays.';

grant execute on function app.resubscribe() to authenticated, admin;
