-- People see why no mail reaches them and may undo what they did themselves. The table stays closed: what a person may
-- do to a row that names an address is a function.
create or replace function app.own_suppressions() returns text[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(s.reason order by s.reason), '{}')
  from public.notification_unsubscribes as s
  inner join auth.users as u on u.email = s.email
  where u.id = auth.uid()
$$;

comment on function app.own_suppressions() is 'Why no mail goes to the address of the user who asks; empty: it goes.';

grant execute on function app.own_suppressions() to authenticated, admin;
