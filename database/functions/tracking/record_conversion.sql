-- A shop that got no answer reports again: the number of the order makes both one.
drop function if exists app.record_conversion(uuid, text, bigint, text, uuid);

create or replace function app.record_conversion(
  click_id uuid, order_id text, value bigint, currency text, only_link_id uuid default null,
  converted_at timestamptz default null
) returns table (id uuid, is_new boolean, value_counted bigint, currency_counted text)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  click constant public.tracking_events := app.find_click(record_conversion.click_id, record_conversion.only_link_id);
  campaign_currency constant text := (select c.currency from public.campaigns as c where c.id = click.campaign_id);
  ordered_at timestamptz;
  day_rate record;
  made public.conversions;
begin
  loop
    select o.* into made from app.find_order(click.campaign_id, record_conversion.order_id) as o;
    if found then
      perform app.repeat_order(made, record_conversion.value, record_conversion.currency);
      return query select made.id, false, made.value, made.currency;
      return;
    end if;
    ordered_at := app.time_of_order(click.created_at, record_conversion.converted_at);
    select r.rate, r.day into day_rate
    from app.rate_of_order(record_conversion.currency, campaign_currency, (ordered_at at time zone 'UTC')::date) as r;
    insert into public.conversions (
      campaign_id, brand_id, creator_user_id, tracking_link_id, click_id, order_id, value, currency, converted_at,
      order_value, order_currency, exchange_rate, rate_day
    ) values (
      click.campaign_id, click.brand_id, click.creator_user_id, click.tracking_link_id, click.id,
      record_conversion.order_id,
      app.value_of_order(record_conversion.value, record_conversion.currency, campaign_currency, day_rate.rate),
      campaign_currency, ordered_at, record_conversion.value, record_conversion.currency, day_rate.rate, day_rate.day
    )
    on conflict on constraint order_converts_once_per_campaign do nothing
    returning conversions.* into made;
    exit when found;
  end loop;
  insert into public.tracking_events (
    tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, metadata
  ) values (
    made.tracking_link_id, made.campaign_id, made.brand_id, made.creator_user_id, 'conversion',
    jsonb_build_object('conversion_id', made.id, 'order_id', made.order_id, 'conversion_value', made.value,
      'currency', made.currency)
  );
  perform app.mark_late_day(made.converted_at);
  return query select made.id, true, made.value, made.currency;
end
$$;

comment on function app.record_conversion(uuid, text, bigint, text, uuid, timestamptz) is
'Credits an order to the click that it followed, once per campaign; again, it returns the first one. Minor units of any '
'order currency; answers what counts, in the campaign''s. Raises IG003 (not the caller''s click), IT001 and IV002 (its '
'time), IT002 (currency), IV003 (no rate yet), IT003 (another value).';

grant execute on function app.record_conversion(uuid, text, bigint, text, uuid, timestamptz) to authenticated, admin, service;
