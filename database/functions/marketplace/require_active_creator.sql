create or replace function app.require_active_creator(creator_user_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from app.active_creators(array[require_active_creator.creator_user_id]) as a
    inner join public.creator_profiles as p on p.user_id = a.user_id
  ) then
    raise exception using errcode = 'IG003', message = 'no active creator', detail = '{}';
  end if;
end
$$;

comment on function app.require_active_creator(uuid) is
'Raises IG003 for who is no creator, or is banned, suspended or erased: nobody makes a deal with them.';
