-- Asked by a login that becomes nobody for it: the push service has looked at the token, the name is to be looked at.
create or replace function app.may_subscribe(user_id uuid, key text) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select
    from public.realtime_channels as c inner join auth.users as u on u.id = c.user_id
    where c.user_id = may_subscribe.user_id and c.key = may_subscribe.key and u.status = 'active'
  )
$$;

comment on function app.may_subscribe(uuid, text) is
'Whether the account is active and its channel has this key today.';

grant execute on function app.may_subscribe(uuid, text) to api_login;
