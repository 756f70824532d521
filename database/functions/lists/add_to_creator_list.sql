-- Whoever is no creator, barred, or nobody at all gets one answer: a list is no way to ask who is here.
create or replace function app.add_to_creator_list(list_id uuid, creator_user_ids uuid[])
returns table (creator_user_id uuid, outcome text)
language plpgsql security definer set search_path = '' as $$
declare
  most_at_once constant integer := 100;
  into_list constant public.creator_lists := app.lock_creator_list(list_id);
  added uuid[];
begin
  if coalesce(cardinality(creator_user_ids), most_at_once + 1) > most_at_once then
    raise exception using errcode = '22023', message = 'too many at once', detail = '{}';
  end if;
  with inserted as (
    insert into public.creator_list_members as m (list_id, brand_id, creator_user_id)
    select into_list.id, into_list.brand_id, c.user_id from app.active_creators(creator_user_ids) as c order by c.user_id
    on conflict do nothing
    returning m.creator_user_id
  )
  select coalesce(array_agg(i.creator_user_id), '{}') into added from inserted as i;
  perform app.require_room_in_list(into_list.id);
  return query
  select
    given.id,
    case
      when given.id = any(added) and given.copy = 1 then 'added'
      when m.id is not null then 'already_listed'
      else 'not_a_creator'
    end
  from (
    select g.id, g.place, row_number() over (partition by g.id order by g.place) as copy
    from unnest(creator_user_ids) with ordinality as g (id, place)
  ) as given
  left join public.creator_list_members as m on m.list_id = into_list.id and m.creator_user_id = given.id
  order by given.place;
end
$$;

comment on function app.add_to_creator_list(uuid, uuid[]) is
'At most 100 creators into a list; for each, in their order: added, already_listed, not_a_creator. '
'Raises IG003, IM005, IU071.';

grant execute on function app.add_to_creator_list(uuid, uuid[]) to authenticated, admin;
