-- As a set, because all that follows hangs on triggers by statement; one by one only where the set fails.
create or replace function app.expire_invitations(ids uuid[], out moved integer, out failed uuid[])
language plpgsql security definer set search_path = '' as $$
declare
  one uuid;
begin
  perform set_config('request.reason', 'schedule', true);
  failed := '{}';
  update public.campaign_invitations as i set status = 'expired' where i.id = any(ids);
  get diagnostics moved = row_count;
exception when others then
  -- One invitation that cannot expire must not hold back the others. What was set above is undone.
  perform set_config('request.reason', 'schedule', true);
  moved := 0;
  foreach one in array ids loop
    begin
      update public.campaign_invitations as i set status = 'expired' where i.id = one;
      moved := moved + 1;
    exception when others then
      raise warning 'invitation % cannot expire: %', one, sqlerrm;
      failed := failed || one;
    end;
  end loop;
end
$$;

comment on function app.expire_invitations(uuid[]) is
'All at once; if that fails, one by one. failed: the invitations that stayed.';
