-- Every request of a person carries the ids of their brands, and policies compare with all of them.
create or replace function app.require_room_for_brand() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 100;
begin
  -- Two brands that the person joins or opens at the same time: the second counts the first.
  perform pg_advisory_xact_lock(hashtextextended('brands of ' || new.user_id, 0));
  if (
    select count(*) from public.brand_memberships as m where m.user_id = new.user_id and m.status = 'active'
  ) > most then
    raise exception using
      errcode = 'IU031', message = 'too many brands', detail = jsonb_build_object('most', most)::text;
  end if;
  return null;
end
$$;

comment on function app.require_room_for_brand() is
'AFTER somebody becomes an active member: a person belongs to at most 100 brands. Raises IU031.';

grant execute on function app.require_room_for_brand() to app_owner;

create or replace trigger require_room after insert on brand_memberships
for each row when (new.status = 'active') execute function app.require_room_for_brand();

create or replace trigger require_room_again after update of status on brand_memberships
for each row when (old.status <> 'active' and new.status = 'active') execute function app.require_room_for_brand();
