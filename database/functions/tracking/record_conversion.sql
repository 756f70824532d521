-- migrate:up
set local lock_timeout = '3s';

-- What a shop signs its reports with, where it has no account with us: one random key a link.
create table tracking_link_keys (
  tracking_link_id uuid constraint tracking_link_keys_pkey primary key
  constraint tracking_link_keys_belong_to_a_link references tracking_links (id) on delete cascade,
  brand_id uuid not null,
  key text not null,
  created_at timestamptz not null default now(),
  constraint tracking_link_keys_are_long_enough check (length(key) >= 32)
);
alter table tracking_link_keys enable row level security;
alter table tracking_link_keys force row level security;
create index tracking_link_keys_of_a_brand on tracking_link_keys (brand_id);
create policy tracking_link_keys_managers on tracking_link_keys for select to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy tracking_link_keys_managers_insert on tracking_link_keys for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy tracking_link_keys_admin on tracking_link_keys to admin using (true) with check (true);
create policy tracking_link_keys_service on tracking_link_keys for select to service using (true);
grant select, insert (tracking_link_id, brand_id, key) on tracking_link_keys to authenticated, admin;
grant select on tracking_link_keys to service;
comment on table tracking_link_keys is 'Keys with which shops sign conversions (HMAC-SHA-256 of the body).';

set local role app_internal;

create function app.view_link(code text, address text, agent text, referrer text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.tracking_events (
    tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer
  )
  select
    l.id, l.campaign_id, l.brand_id, l.creator_user_id, 'view', app.visitor_hash(view_link.address),
    left(view_link.agent, 512), left(view_link.referrer, 512)
  from public.tracking_links as l
  where l.short_code = code and l.disabled_at is null and (l.expires_at is null or l.expires_at > now());
  return found;
end
$$;
comment on function app.view_link(text, text, text, text) is 'Records a view of a link''s content; false for no such link.';
grant execute on function app.view_link(text, text, text, text) to api_login, service;

create function app.record_conversion(
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
    where c.campaign_id = click.campaign_id and c.order_id = record_conversion.order_id;
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
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.record_conversion(uuid, text, bigint, text, uuid);
drop function app.view_link(text, text, text, text);
reset role;
drop table tracking_link_keys;
