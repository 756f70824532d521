-- Row security hides accounts, and whether they are barred, from everybody but their owner.
create or replace function app.active_creators(ids uuid[]) returns table (user_id uuid)
language sql stable security definer set search_path = '' as $$
  select u.id
  from auth.users as u inner join public.user_roles as r on r.user_id = u.id
  where u.id = any(active_creators.ids) and u.status = 'active' and r.role = 'creator'
$$;

comment on function app.active_creators(uuid[]) is 'Those of these people who are creators, and not barred.';

grant execute on function app.active_creators(uuid[]) to authenticated, admin;
