create or replace function app.require_open_order(known public.conversions, currency text) returns void
language plpgsql stable set search_path = '' as $$
declare
  most_changes constant integer := 100;
  locked_at constant timestamptz :=
    known.converted_at + make_interval(days => (app.setting('conversion_lock_days') #>> '{}')::integer);
begin
  if known.order_currency is distinct from currency then
    raise exception using
      errcode = 'IT002', message = 'the order is in another currency',
      detail = jsonb_build_object('expected', known.order_currency)::text;
  elsif locked_at <= now() then
    raise exception using
      errcode = 'IV004', message = 'this order is settled', detail = jsonb_build_object('locked_at', locked_at)::text;
  elsif (select count(*) from public.conversion_changes as h where h.conversion_id = known.id) >= most_changes then
    raise exception using
      errcode = 'IV007', message = 'too many changes', detail = jsonb_build_object('most', most_changes)::text;
  end if;
end
$$;

comment on function app.require_open_order(public.conversions, text) is
'Whether an order may still be changed. Raises IT002 (another currency than its own), IV004 (after conversion_lock_days), '
'IV007 (after 100 changes).';
