-- migrate:up
set local lock_timeout = '3s';

-- What views and engagements of posts would have cost as advertising: what somebody published, kept by administrators.
-- Empty at first: we invent no rates, and without one there is no value.
create table media_value_rates (
  id uuid constraint media_value_rates_pkey primary key default uuidv7(),
  platform text not null,
  currency text not null
  constraint media_value_rates_are_in_a_wallet_currency references currencies (code) on delete restrict,
  per_mille_views bigint,
  per_mille_engagements bigint,
  source text not null,
  source_url text not null,
  published_on date not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint media_value_rate_is_one_per_platform_and_currency unique (platform, currency),
  constraint media_value_rates_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint media_value_rates_say_something check (num_nonnulls(per_mille_views, per_mille_engagements) > 0),
  constraint media_value_rates_views_are_payable check (per_mille_views between 1 and 1000000000),
  constraint media_value_rates_engagements_are_payable check (per_mille_engagements between 1 and 1000000000),
  constraint media_value_rates_name_their_source check (app.is_written(source) and length(source) <= 200),
  constraint media_value_rates_source_url_is_https check (source_url like 'https://%' and length(source_url) <= 2048),
  constraint media_value_rates_are_of_this_century check (published_on between '2000-01-01' and '2099-12-31')
);
alter table media_value_rates enable row level security;
alter table media_value_rates force row level security;
create index media_value_rates_by_currency on media_value_rates (currency);
create trigger touch_updated_at before update on media_value_rates
for each row execute function app.touch_updated_at();
select app.audit_table('media_value_rates', 'id');
create policy media_value_rates_readers on media_value_rates for select to authenticated, service using (true);
create policy media_value_rates_admin on media_value_rates to admin using (true) with check (true);
grant select on media_value_rates to authenticated, service, admin;
grant insert (platform, currency, per_mille_views, per_mille_engagements, source, source_url, published_on),
update (per_mille_views, per_mille_engagements, source, source_url, published_on), delete
on media_value_rates to admin;
-- NOTE: platform and currency of a rate are fixed; another pair is another rate.
comment on table media_value_rates is
'Published rates by platform and currency, in minor units per thousand views and per thousand engagements.';

-- migrate:down
set local lock_timeout = '3s';
drop table media_value_rates;
