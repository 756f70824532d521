-- A shop that got no answer reports again: the number of the order makes both one.
create or replace function app.record_conversion(
  click_id uuid, order_id text, value bigint, currency text, only_link_id uuid default null
) returns table (id uuid, is_new boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  clicked_at constant timestamptz := uuid_extract_timestamp(record_conversion.click_id);
  window_days constant integer := (app.setting('conversion_window_days') #>> '{}')::integer;
  click public.tracking_events;
  campaign_currency text;
  earlier public.conversions;
  new_id uuid;
begin
  -- A click id carries its time (UUIDv7), so that one partition is read, not all of them.
  select e.* into click from public.tracking_events as e
  where e.id = record_conversion.click_id and e.event_type = 'click'
    and e.created_at between clicked_at - interval '1 minute' and clicked_at + interval '1 minute'
    and (auth.is_privileged() or e.brand_id = any(auth.campaign_brand_ids()))
    and (only_link_id is null or e.tracking_link_id = only_link_id);
  if not found then
    raise exception using errcode = 'IG003', message = 'no such click', detail = '{}';
  elsif click.created_at < now() - make_interval(days => window_days) then
    raise exception using
      errcode = 'IT001', message = 'the click is too long ago',
      detail = jsonb_build_object('clicked_at', click.created_at, 'window_days', window_days)::text;
  end if;
  select c.currency into campaign_currency from public.campaigns as c where c.id = click.campaign_id;
  if campaign_currency <> record_conversion.currency then
    raise exception using
      errcode = 'IT002', message = 'the campaign counts in another currency',
      detail = jsonb_build_object('expected', campaign_currency)::text;
  end if;

  insert into public.conversions (
    campaign_id, brand_id, creator_user_id, tracking_link_id, click_id, order_id, value, currency
  ) values (
    click.campaign_id, click.brand_id, click.creator_user_id, click.tracking_link_id, click.id,
    record_conversion.order_id, record_conversion.value, record_conversion.currency
  )
  on conflict on constraint order_converts_once_per_campaign do nothing
  returning conversions.id into new_id;
  if new_id is null then
    select c.* into earlier from public.conversions as c
    where c.campaign_id = click.campaign_id and c.order_key = app.order_key(record_conversion.order_id)
    order by c.order_id <> record_conversion.order_id, c.order_twin limit 1;
    if earlier.value <> record_conversion.value then
      raise exception using
        errcode = 'IT003', message = 'this order was reported with another value',
        detail = jsonb_build_object('value', earlier.value)::text;
    end if;
    return query select earlier.id, false;
    return;
  end if;
  insert into public.tracking_events (
    tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, metadata
  ) values (
    click.tracking_link_id, click.campaign_id, click.brand_id, click.creator_user_id, 'conversion',
    jsonb_build_object('conversion_id', new_id, 'order_id', record_conversion.order_id,
      'conversion_value', record_conversion.value, 'currency', record_conversion.currency)
  );
  return query select new_id, true;
end
$$;

comment on function app.record_conversion(uuid, text, bigint, text, uuid) is
'Credits an order to the click that it followed, once per campaign; again, it returns the first one. Minor units. '
'Raises IG003 (not the caller''s click), IT001 (too old), IT002 (currency), IT003 (another value).';

grant execute on function app.record_conversion(uuid, text, bigint, text, uuid) to authenticated, admin, service;
