-- Places are drawn without a lock, so nobody counts them as they go: this counts, and only this opens a list.
create or replace function app.open_badge_list() returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  list_id uuid;
begin
  perform pg_advisory_xact_lock(hashtextextended('badge_status_lists', 0));
  update public.badge_status_lists as l set taken = n.places
  from (
    select o.id, count(c.id) as places
    from public.badge_status_lists as o left join public.badge_credentials as c on c.list_id = o.id
    where o.taken * 4 < o.size * 3
    group by o.id
  ) as n
  where l.id = n.id and l.taken <> n.places;
  select l.id into list_id from public.badge_status_lists as l
  where l.taken * 4 < l.size * 3 order by l.created_at desc, l.id limit 1;
  if not found then
    insert into public.badge_status_lists (size) values (131072) returning id into list_id;
  end if;
  return list_id;
end
$$;

comment on function app.open_badge_list() is
'A status list with room, made where each is three quarters full: a place drawn at random is then soon a free one.';

grant execute on function app.open_badge_list() to service;
