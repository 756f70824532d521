-- migrate:up
set local lock_timeout = '3s';

-- What a creator asks for one piece, in each currency that they name a price in.
create table creator_rates (
  user_id uuid not null
  constraint creator_rates_belong_to_a_profile references creator_profiles (user_id) on delete cascade,
  deliverable_type text not null,
  currency text not null,
  amount bigint not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creator_rates_pkey primary key (user_id, deliverable_type, currency),
  constraint creator_rates_type_is_known check (deliverable_type in (
    'instagram_post', 'instagram_story', 'instagram_reel', 'tiktok_video', 'youtube_video', 'youtube_short', 'tweet',
    'twitter_thread', 'linkedin_post', 'linkedin_article', 'blog_post', 'other'
  )),
  constraint creator_rates_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint creator_rates_amount_is_payable check (amount between 1 and 1000000000000)
);
alter table creator_rates enable row level security;
alter table creator_rates force row level security;
create trigger touch_updated_at before update on creator_rates
for each row execute function app.touch_updated_at();
create policy creator_rates_readers on creator_rates for select to authenticated using (true);
create policy creator_rates_own_insert on creator_rates for insert to authenticated
with check (user_id = (select auth.uid()));
create policy creator_rates_own_update on creator_rates for update to authenticated
using (user_id = (select auth.uid())) with check (user_id = (select auth.uid()));
create policy creator_rates_own_delete on creator_rates for delete to authenticated
using (user_id = (select auth.uid()));
create policy creator_rates_admin on creator_rates to admin using (true) with check (true);
create policy creator_rates_service on creator_rates for select to service using (true);
create policy creator_rates_internal on creator_rates to app_internal using (true) with check (true);
grant select, insert (user_id, deliverable_type, currency, amount), update (amount), delete
on creator_rates to authenticated, admin;
grant select on creator_rates to service;
grant select on creator_rates to app_internal;
-- NOTE: which currencies a wallet can be in, a trigger asks (app.guard_currency).
comment on table creator_rates is
'Rates that creators publish, per piece; amount in minor units of the currency. Replaces creator_profiles.rates.';

-- Rates of before: {"instagram_reel": {"usd": 15000}}. What was never of that form was read by nobody.
alter table creator_profiles no force row level security;
alter table creator_rates no force row level security;
insert into creator_rates (user_id, deliverable_type, currency, amount)
select
  p.user_id,
  t.deliverable_type,
  c.currency,
  (c.amount #>> '{}')::bigint
from creator_profiles as p
cross join jsonb_each(p.rates) as t (deliverable_type, asked)
cross join
  jsonb_each(case jsonb_typeof(t.asked) when 'object' then t.asked else '{}' end) as c (currency, amount)
where p.rates <> '{}' and c.amount::text ~ '^[1-9][0-9]{0,11}$'
and c.currency in ('aud', 'cad', 'chf', 'dkk', 'eur', 'gbp', 'jpy', 'nok', 'nzd', 'pln', 'sek', 'usd')
and t.deliverable_type in (
  'instagram_post', 'instagram_story', 'instagram_reel', 'tiktok_video', 'youtube_video', 'youtube_short', 'tweet',
  'twitter_thread', 'linkedin_post', 'linkedin_article', 'blog_post', 'other'
);
alter table creator_rates force row level security;
alter table creator_profiles force row level security;

-- migrate:down
set local lock_timeout = '3s';
drop table creator_rates;
