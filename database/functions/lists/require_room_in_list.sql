-- After the insert, under the list's lock: what is refused is undone as a whole.
create or replace function app.require_room_in_list(list_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 10000;
begin
  if (
    select count(*) from (
      select from public.creator_list_members as m where m.list_id = require_room_in_list.list_id limit most + 1
    ) as counted
  ) > most then
    raise exception using
      errcode = 'IU071', message = 'the list is full', detail = jsonb_build_object('most', most)::text;
  end if;
end
$$;

comment on function app.require_room_in_list(uuid) is 'A list has at most 10,000 members. Raises IU071.';
