-- migrate:up
set local lock_timeout = '3s';

-- What an order may be in: more than wallets are, because a shop sells where it likes. Those that the European Central Bank
-- has a reference rate for.
create table order_currencies (
  code text constraint order_currencies_pkey primary key,
  minor_digits smallint not null,
  created_at timestamptz not null default now(),
  constraint order_currencies_code_is_iso check (code ~ '^[a-z]{3}$'),
  constraint order_currencies_have_so_many_minor_digits check (minor_digits between 0 and 3)
);
insert into order_currencies (code, minor_digits) values
('aud', 2), ('brl', 2), ('cad', 2), ('chf', 2), ('cny', 2), ('czk', 2), ('dkk', 2), ('eur', 2), ('gbp', 2), ('hkd', 2),
('huf', 2), ('idr', 2), ('ils', 2), ('inr', 2), ('isk', 2), ('jpy', 0), ('krw', 0), ('mxn', 2), ('myr', 2), ('nok', 2),
('nzd', 2), ('php', 2), ('pln', 2), ('ron', 2), ('sek', 2), ('sgd', 2), ('thb', 2), ('try', 2), ('usd', 2), ('zar', 2);
alter table order_currencies enable row level security;
alter table order_currencies force row level security;
create policy order_currencies_readers on order_currencies for select
to authenticated, admin, service, app_internal using (true);
grant select on order_currencies to authenticated, admin, service, app_internal;
-- NOTE: nobody writes: a new currency is a release.
comment on table order_currencies is 'Currencies that orders may be in; those of wallets are fewer.';
comment on column order_currencies.minor_digits is 'Decimals of an amount as people write it, as Stripe counts them.';

-- So much of a currency was one euro on a day. A day without a row had no trade; the last one before it counts.
create table exchange_rates (
  day date not null,
  currency text not null
  constraint exchange_rates_are_of_an_order_currency references order_currencies (code) on delete restrict,
  rate numeric(20, 10) not null,
  source text not null,
  created_at timestamptz not null default now(),
  constraint exchange_rates_pkey primary key (currency, day),
  constraint exchange_rates_are_positive check (rate > 0),
  constraint exchange_rates_euro_is_one check (currency <> 'eur' or rate = 1),
  constraint exchange_rates_source_is_known check (source in ('ecb', 'stub'))
);
alter table exchange_rates enable row level security;
alter table exchange_rates force row level security;
create policy exchange_rates_readers on exchange_rates for select to authenticated, admin, app_internal using (true);
create policy exchange_rates_service on exchange_rates to service using (true) with check (true);
grant select on exchange_rates to authenticated, admin, service, app_internal;
grant insert (day, currency, rate, source), update (rate, source) on exchange_rates to service;
-- NOTE: nobody deletes: each is a few bytes, and says how an order was counted.
comment on table exchange_rates is 'Reference rates against the euro, by day (UTC), from whoever publishes them.';
comment on column exchange_rates.rate is 'Units of the currency for one euro.';

-- migrate:down
set local lock_timeout = '3s';
drop table exchange_rates;
drop table order_currencies;
