-- migrate:up
set local lock_timeout = '3s';

-- Domains of addresses that are thrown away, as a package lists them; a job writes down what is new and what is gone.
create table disposable_domains (
  domain text constraint disposable_domains_pkey primary key,
  created_at timestamptz not null default now(),
  constraint disposable_domains_are_domains check (domain = lower(domain) and domain ~ '^[^@[:space:]]+\.[^@[:space:]]+$' and length(domain) <= 253)
);
alter table disposable_domains enable row level security;
alter table disposable_domains force row level security;
create policy disposable_domains_admin on disposable_domains for select to admin using (true);
create policy disposable_domains_service on disposable_domains for select to service using (true);
create policy disposable_domains_internal on disposable_domains to app_internal using (true) with check (true);
grant select on disposable_domains to admin, service;
grant select, insert, delete on disposable_domains to app_internal;
comment on table disposable_domains is 'Domains whose addresses live for minutes (lower case); what lies under one counts, too.';

-- The middle price of a quarter, counted each night: at a release nobody waits for it.
create table deal_price_medians (
  currency text constraint deal_price_medians_pkey primary key,
  deals integer not null,
  median bigint not null,
  counted_at timestamptz not null,
  created_at timestamptz not null default now(),
  constraint deal_price_medians_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint deal_price_medians_are_of_deals check (deals >= 1 and median >= 1)
);
alter table deal_price_medians enable row level security;
alter table deal_price_medians force row level security;
create policy deal_price_medians_admin on deal_price_medians for select to admin using (true);
create policy deal_price_medians_service on deal_price_medians for select to service using (true);
create policy deal_price_medians_internal on deal_price_medians to app_internal using (true) with check (true);
grant select on deal_price_medians to admin, service;
grant select, insert, update, delete on deal_price_medians to app_internal;
comment on table deal_price_medians is
'The median price, in minor units, of held funds released in the 90 days before counted_at, per currency, and of how many.';

create index referrals_by_code_and_time on referrals (code_id, attributed_at desc) where code_id is not null;

-- migrate:down
set local lock_timeout = '3s';
drop index referrals_by_code_and_time;
drop table deal_price_medians;
drop table disposable_domains;
