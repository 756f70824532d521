-- migrate:up
set local lock_timeout = '3s';

-- What a wallet can be in, and so a campaign: the money has to come from somewhere.
create table currencies (
  code text constraint currencies_pkey primary key,
  minor_digits smallint not null,
  low_balance bigint not null,
  created_at timestamptz not null default now(),
  constraint currencies_code_is_iso check (code ~ '^[a-z]{3}$'),
  constraint currencies_have_so_many_minor_digits check (minor_digits between 0 and 3),
  constraint currencies_low_balance_is_positive check (low_balance > 0)
);
insert into currencies (code, minor_digits, low_balance) values
('aud', 2, 10000), ('cad', 2, 10000), ('chf', 2, 10000), ('dkk', 2, 100000), ('eur', 2, 10000), ('gbp', 2, 10000),
('jpy', 0, 10000), ('nok', 2, 100000), ('nzd', 2, 10000), ('pln', 2, 40000), ('sek', 2, 100000), ('usd', 2, 10000);
alter table currencies enable row level security;
alter table currencies force row level security;
create policy currencies_readers on currencies for select to authenticated, admin, service, app_internal using (true);
grant select on currencies to authenticated, admin, service, app_internal;
-- NOTE: nobody writes: a new currency is a release, with a bank account for it at Stripe.
comment on table currencies is
'Currencies that wallets and campaigns may be in. Rows of before in another one stay (app.guard_currency).';
comment on column currencies.minor_digits is 'Decimals of an amount as people write it, as Stripe counts them.';
comment on column currencies.low_balance is
'Minor units below which a brand''s wallet is low, where its owner did not say: about a hundred dollars.';

-- migrate:down
set local lock_timeout = '3s';
drop table currencies;
