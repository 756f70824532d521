create or replace function app.tell_of_escrow(escrow public.escrows, event_type text, reason text) returns void
language sql security definer set search_path = '' as $$
  select app.tell_of_escrows(array[escrow], event_type, array[reason])
$$;

comment on function app.tell_of_escrow(public.escrows, text, text) is 'app.tell_of_escrows of one escrow.';
