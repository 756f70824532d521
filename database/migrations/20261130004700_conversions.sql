-- migrate:up
set local lock_timeout = '3s';

-- What was bought. Kept apart from the events: an order counts once per campaign, for ever.
create table conversions (
  id uuid constraint conversions_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid
  constraint conversions_count_for_a_creator references auth.users (id) on delete restrict,
  tracking_link_id uuid not null
  constraint conversions_came_through_a_link references tracking_links (id) on delete restrict,
  click_id uuid,
  order_id text not null,
  value bigint not null,
  currency text not null,
  converted_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint conversions_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint order_converts_once_per_campaign unique (campaign_id, order_id),
  constraint conversions_order_fits check (length(order_id) between 1 and 200),
  -- An order counts once per campaign: white space and invisible characters do not make it another one.
  constraint conversions_order_is_trimmed_and_visible check (
    order_id = btrim(order_id, U&' \00A0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200A\202F\205F\3000')
    and order_id !~ '[\u0001-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff]'
  ),
  constraint conversions_value_is_not_negative check (value >= 0),
  constraint conversions_currency_is_iso check (currency ~ '^[a-z]{3}$')
);
alter table conversions enable row level security;
alter table conversions force row level security;
create index conversions_of_a_campaign on conversions (campaign_id, brand_id, converted_at);
create index conversions_of_a_brand on conversions (brand_id, id desc);
create index conversions_of_a_creator on conversions (creator_user_id);
create index conversions_of_a_link on conversions (tracking_link_id);
create index conversions_in_time on conversions (converted_at);
create policy conversions_members on conversions for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy conversions_admin on conversions for select to admin using (true);
create policy conversions_service on conversions for select to service using (true);
create policy conversions_internal on conversions to app_internal using (true) with check (true);
grant select on conversions to authenticated, admin, service, app_internal;
grant insert on conversions to app_internal;
comment on table conversions is 'Orders that followed a click; value in minor units.';

-- migrate:down
set local lock_timeout = '3s';
drop table conversions;
