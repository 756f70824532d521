create or replace function app.require_still_there(brand_id uuid, side text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  is_there boolean := true;
begin
  if side = 'brand' then
    perform from public.brand_memberships as m
    where m.brand_id = require_still_there.brand_id and m.user_id = auth.uid() and m.status = 'active' for share;
    is_there := found;
  elsif side = 'support' then
    perform from public.user_roles as r where r.user_id = auth.uid() and r.role = 'admin' for share;
    is_there := found;
  end if;
  if not is_there then
    raise exception using errcode = 'IG003', message = 'not there any more', detail = '{}';
  end if;
end
$$;

comment on function app.require_still_there(uuid, text) is
'Locks what lets the actor stand on a side of a conversation (a membership of the brand, support) until the transaction '
'ends. Raises IG003 where it has ended since the request began.';
