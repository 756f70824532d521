-- Brand after brand in the order of their ids: of two that forget the same person, the second waits.
create or replace function app.forget_fans_of(user_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
  fan record;
  fans integer := 0;
  scans integer := 0;
begin
  for fan in select f.id from public.fans as f where f.user_id = forget_fans_of.user_id order by f.brand_id loop
    fans := fans + 1;
    scans := scans + app.forget_fan(fan.id);
  end loop;
  return jsonb_build_object('fans', fans, 'scans', scans);
end
$$;

comment on function app.forget_fans_of(uuid) is
'For an erasure: whom somebody had joined as a fan is forgotten at every brand; how many fans, and scans of theirs.';
