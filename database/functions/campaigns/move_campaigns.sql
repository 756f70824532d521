-- As a set, because all that follows hangs on triggers by statement; one by one only where the set fails.
create or replace function app.move_campaigns(
  ids uuid[], new_status text, reason text, out moved integer, out failed uuid[]
)
language plpgsql security definer set search_path = '' as $$
declare
  one uuid;
begin
  perform set_config('request.reason', reason, true);
  failed := '{}';
  update public.campaigns as c set status = new_status where c.id = any(ids);
  get diagnostics moved = row_count;
exception when others then
  -- One campaign that cannot be settled must not hold back the others. What was set above is undone.
  perform set_config('request.reason', reason, true);
  moved := 0;
  foreach one in array ids loop
    begin
      update public.campaigns as c set status = new_status where c.id = one;
      moved := moved + 1;
    exception when others then
      raise warning 'campaign % cannot become %: %', one, new_status, sqlerrm;
      failed := failed || one;
    end;
  end loop;
end
$$;

comment on function app.move_campaigns(uuid[], text, text) is
'All at once; if that fails, one by one. failed: the campaigns that stayed.';
