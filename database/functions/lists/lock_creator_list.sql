-- It asks before it locks: a stranger who waits for a list has learned that somebody works on it.
create or replace function app.lock_creator_list(list_id uuid) returns public.creator_lists
language plpgsql security definer set search_path = '' as $$
declare
  locked public.creator_lists;
begin
  perform app.require_manager((select l.brand_id from public.creator_lists as l where l.id = lock_creator_list.list_id));
  select l.* into locked from public.creator_lists as l where l.id = lock_creator_list.list_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such list', detail = '{}';
  end if;
  return locked;
end
$$;

comment on function app.lock_creator_list(uuid) is
'The list, for those who run the brand''s campaigns: whoever adds to it waits for each other. Raises IG003, IM005.';
