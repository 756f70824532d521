-- migrate:up
set local lock_timeout = '3s';

-- An order in its own currency: what it is worth, what was given back of it, and the rate of its day. `value` is what is
-- left of it, in the campaign's currency, and all that figures count.
alter table conversions add column order_value bigint, add column order_currency text,
add column refunded_value bigint not null default 0, add column refunded_at timestamptz,
add column exchange_rate numeric(30, 16), add column rate_day date;
alter table conversions no force row level security;
update conversions set order_value = value, order_currency = currency;
set constraints all immediate;
alter table conversions force row level security;
alter table conversions alter column order_value set not null, alter column order_currency set not null,
add constraint conversions_order_currency_is_iso check (order_currency ~ '^[a-z]{3}$'),
add constraint conversions_order_value_is_not_negative check (order_value >= 0),
add constraint conversions_refunds_are_of_their_order check (refunded_value between 0 and order_value),
add constraint conversions_refunded_is_all_of_it
check (refunded_at is null and (order_value = 0 or refunded_value < order_value) or refunded_value = order_value and refunded_at is not null),
add constraint conversions_rate_is_between_two_currencies
check ((order_currency = currency) = (exchange_rate is null) and (exchange_rate is null) = (rate_day is null)),
add constraint conversions_rate_is_positive check (exchange_rate > 0),
add constraint conversions_value_is_what_is_left check (exchange_rate is not null or value = order_value - refunded_value);
create index conversions_newest_of_a_campaign on conversions (campaign_id, id desc);
create trigger fill_order before insert on conversions for each row execute function app.fill_order();
grant update (value, order_value, refunded_value, refunded_at) on conversions to app_internal;
-- NOTE: nobody changes when it was, what it came through, its currency or its rate.
comment on table conversions is 'Orders that followed a click; value in minor units, what is left after refunds.';
comment on column conversions.order_value is 'Minor units of order_currency: what the order is worth, as corrected last.';
comment on column conversions.refunded_value is 'Minor units of order_currency that were given back.';
comment on column conversions.refunded_at is 'Since when all of it is given back: it counts as no conversion any more.';
comment on column conversions.exchange_rate is
'What one unit of order_currency was in currency on rate_day; NULL where they are the same.';

-- Who changed an order, when and why; the number is the shop's own, so that a change that is sent twice is one.
create table conversion_changes (
  id uuid constraint conversion_changes_pkey primary key default uuidv7(),
  conversion_id uuid not null
  constraint conversion_changes_are_of_a_conversion references conversions (id) on delete restrict,
  campaign_id uuid not null,
  brand_id uuid not null,
  kind text not null,
  reference text not null,
  reference_key text not null generated always as (app.order_key(reference)) stored,
  amount bigint not null,
  order_value_before bigint not null,
  refunded_value_before bigint not null,
  value_before bigint not null,
  value_after bigint not null,
  reason text not null default '',
  changed_by uuid
  constraint conversion_changes_were_made_by_a_user references auth.users (id) on delete restrict,
  tracking_link_id uuid
  constraint conversion_changes_were_signed_for_a_link references tracking_links (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint conversion_changes_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete restrict,
  constraint conversion_change_is_made_once unique (conversion_id, reference_key),
  constraint conversion_changes_kind_is_known check (kind in ('correction', 'refund')),
  constraint conversion_changes_reference_fits check (length(reference) between 1 and 200),
  constraint conversion_changes_reason_fits check (length(reason) <= 500),
  constraint conversion_changes_amounts_are_not_negative check (
    amount >= 0 and order_value_before >= 0 and refunded_value_before >= 0 and value_before >= 0 and value_after >= 0
  )
);
alter table conversion_changes enable row level security;
alter table conversion_changes force row level security;
create index conversion_changes_of_a_campaign on conversion_changes (campaign_id, brand_id);
create index conversion_changes_of_a_brand on conversion_changes (brand_id, id desc);
create index conversion_changes_by_author on conversion_changes (changed_by);
create index conversion_changes_by_link on conversion_changes (tracking_link_id);
select app.keep_append_only('conversion_changes');
create policy conversion_changes_members on conversion_changes for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy conversion_changes_admin on conversion_changes for select to admin using (true);
create policy conversion_changes_service on conversion_changes for select to service using (true);
create policy conversion_changes_internal on conversion_changes to app_internal using (true) with check (true);
grant select on conversion_changes to authenticated, admin, service;
grant select, insert on conversion_changes to app_internal;
-- NOTE: nobody writes but app.change_conversion.
comment on table conversion_changes is 'Corrections and refunds of orders; who, when, why.';
comment on column conversion_changes.reference is 'The shop''s own number of the change.';
comment on column conversion_changes.amount is
'Minor units of the order''s currency: the value that it was corrected to, or what was given back.';
comment on column conversion_changes.value_after is 'Minor units of the campaign''s currency that figures count from then on.';
comment on column conversion_changes.tracking_link_id is 'The link with whose key a shop signed; NULL where a person did it.';

-- migrate:down
set local lock_timeout = '3s';
drop table conversion_changes;
drop trigger fill_order on conversions;
revoke update (value, order_value, refunded_value, refunded_at) on conversions from app_internal;
alter table conversions drop column order_value, drop column order_currency, drop column refunded_value,
drop column refunded_at, drop column exchange_rate, drop column rate_day;
drop index conversions_newest_of_a_campaign;
