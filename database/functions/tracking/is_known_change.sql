create or replace function app.is_known_change(conversion_id uuid, kind text, reference text, amount bigint)
returns boolean
language plpgsql stable set search_path = '' as $$
declare
  earlier public.conversion_changes;
begin
  select h.* into earlier from public.conversion_changes as h
  where h.conversion_id = is_known_change.conversion_id
    and h.reference_key = app.order_key(is_known_change.reference);
  if found and (earlier.kind <> is_known_change.kind or earlier.amount <> coalesce(
    is_known_change.amount, earlier.order_value_before - earlier.refunded_value_before
  )) then
    raise exception using
      errcode = 'IV005', message = 'this reference was another change',
      detail = jsonb_build_object('kind', earlier.kind, 'value', earlier.amount)::text;
  end if;
  return found;
end
$$;

comment on function app.is_known_change(uuid, text, text, bigint) is
'Whether an order was changed so already, under this reference (amount NULL: all that was left). Raises IV005 where that '
'was another change.';
