-- What an agent may know of somebody: no address, no id, no day.
create or replace function app.referred_person(user_id uuid) returns table (name text, role text, joined_month text)
language sql stable security definer set search_path = '' as $$
  select
    case
      when u.status <> 'active' then 'Former member'
      else coalesce(nullif(btrim(app.plain_name(p.full_name)), ''), 'Unnamed')
    end,
    (
      select r.role from public.user_roles as r
      where r.user_id = u.id and r.role <> 'admin'
      order by array_position(array['brand', 'agent', 'creator'], r.role)
      limit 1
    ),
    to_char(u.created_at at time zone 'UTC', 'YYYY-MM')
  from auth.users as u
  inner join public.user_profiles as p on p.id = u.id
  where u.id = referred_person.user_id
$$;

comment on function app.referred_person(uuid) is
'The display name of a person (Former member, once their account is not active), what they are here, and the month in which they joined.';
