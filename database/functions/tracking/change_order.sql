-- Nothing is overwritten unseen: what an order was worth before stands in its history, and a change that is sent twice, by
-- the shop's own number of it, is one.
create or replace function app.change_order(
  campaign_id uuid, order_id text, kind text, reference text, amount bigint, currency text, reason text default '',
  only_link_id uuid default null
) returns table (id uuid, is_new boolean, value_counted bigint, currency_counted text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  known public.conversions;
  worth bigint;
  given_back bigint;
  asked bigint;
  counted bigint;
begin
  select c.* into known from public.conversions as c
  where c.id = (select o.id from app.find_order(change_order.campaign_id, change_order.order_id) as o)
    and (auth.is_privileged() or c.brand_id = any(auth.campaign_brand_ids()))
    and (only_link_id is null or c.tracking_link_id = only_link_id)
  for update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such order', detail = '{}';
  elsif app.is_known_change(known.id, change_order.kind, change_order.reference, change_order.amount) then
    return query select known.id, false, known.value, known.currency;
    return;
  end if;
  perform app.require_open_order(known, change_order.currency);
  asked := change_order.amount;
  if change_order.kind = 'refund' then
    asked := coalesce(asked, known.order_value - known.refunded_value);
  end if;
  worth := case when change_order.kind = 'correction' then asked else known.order_value end;
  given_back := known.refunded_value + case when change_order.kind = 'refund' then asked else 0 end;
  if given_back > worth or change_order.kind = 'refund' and known.refunded_at is not null or change_order.amount < 0 then
    raise exception using
      errcode = 'IV006', message = 'more would be given back than the order is worth',
      detail = jsonb_build_object('left', known.order_value - known.refunded_value, 'currency', known.order_currency)::text;
  end if;
  counted := app.value_of_order(worth - given_back, known.order_currency, known.currency, known.exchange_rate);
  insert into public.conversion_changes (
    conversion_id, campaign_id, brand_id, kind, reference, amount, order_value_before, refunded_value_before,
    value_before, value_after, reason, changed_by, tracking_link_id
  ) values (
    known.id, known.campaign_id, known.brand_id, change_order.kind, change_order.reference, asked, known.order_value,
    known.refunded_value, known.value, counted, coalesce(change_order.reason, ''), auth.uid(), only_link_id
  );
  update public.conversions as c set
    value = counted, order_value = worth, refunded_value = given_back,
    refunded_at = case
      when given_back = worth and (change_order.kind = 'refund' or worth > 0 or known.refunded_at is not null)
        then coalesce(known.refunded_at, now())
    end
  where c.id = known.id;
  perform app.mark_late_day(known.converted_at);
  return query select known.id, true, counted, known.currency;
end
$$;

comment on function app.change_order(uuid, text, text, text, bigint, text, text, uuid) is
'A `correction` to what an order is worth, or a `refund` of a part (NULL: of all that is left); minor units of its own '
'currency. The same reference again changes nothing. Answers what counts now, in the campaign''s currency. Raises IG003 '
'(not the caller''s order), IT002 (another currency), IV004 (locked), IV005 (reference was another change), IV006 (more '
'than is left), IV007 (too many changes).';

grant execute on function app.change_order(uuid, text, text, text, bigint, text, text, uuid)
to authenticated, admin, service;
