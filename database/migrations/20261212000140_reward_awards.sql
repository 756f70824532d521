-- migrate:up
set local lock_timeout = '3s';

-- What was granted: of a trigger, to a person, for a level, in a period, once, whatever its version.
create table reward_awards (
  id uuid constraint reward_awards_pkey primary key default uuidv7(),
  program_id uuid not null
  constraint reward_awards_are_of_a_program references reward_programs (id) on delete restrict,
  brand_id uuid
  constraint reward_awards_are_of_a_brand references brand_profiles (id) on delete restrict,
  trigger_id uuid not null,
  version integer not null,
  user_id uuid not null
  constraint reward_awards_belong_to_a_user references auth.users (id) on delete restrict,
  name text not null default '',
  level bigint not null,
  period_key text not null,
  kind text not null,
  reward jsonb not null,
  amount bigint,
  currency text,
  status text not null default 'granted',
  failure text,
  reason text,
  ledger_transaction_id uuid
  constraint reward_awards_stand_in_the_ledger references ledger.transactions (id) on delete restrict,
  cause_fact_id uuid,
  granted_at timestamptz not null default now(),
  claim_by timestamptz not null,
  claimed_at timestamptz,
  fulfilled_at timestamptz,
  ended_at timestamptz,
  told_at timestamptz,
  expiry_told_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint reward_is_awarded_once unique (trigger_id, user_id, level, period_key),
  constraint reward_awards_are_of_a_trigger foreign key (trigger_id, version)
  references reward_triggers (id, version) on delete restrict,
  constraint reward_awards_name_fits check (length(name) <= 200),
  constraint reward_awards_level_is_one check (level >= 1),
  constraint reward_awards_period_fits check (length(period_key) between 1 and 64),
  constraint reward_awards_kind_is_known
  check (kind in ('money', 'token', 'points', 'badge', 'coupon', 'tier_boost', 'locker')),
  constraint reward_awards_amount_follows_their_kind check (
    (kind in ('money', 'token', 'points')) = (amount is not null) and (kind in ('money', 'token')) = (currency is not null)
    and amount > 0
  ),
  constraint reward_awards_currency_is_one check (currency ~ '^([a-z]{3}|[a-z]{4,8})$'),
  constraint reward_awards_status_is_known
  check (status in ('granted', 'claimed', 'expired', 'revoked', 'fulfilled', 'failed')),
  constraint reward_awards_failure_is_known
  check (failure in ('budget_exhausted', 'program_ended', 'not_configured', 'refused')),
  constraint reward_awards_fail_for_a_reason check ((status = 'failed') = (failure is not null)),
  constraint reward_awards_reason_is_seen check (app.is_written(reason) and length(reason) <= 500),
  constraint reward_awards_are_claimed_at_a_time check (status not in ('claimed', 'fulfilled') or claimed_at is not null),
  constraint reward_awards_are_fulfilled_at_a_time check (status <> 'fulfilled' or fulfilled_at is not null),
  constraint reward_awards_end_at_a_time check ((status in ('expired', 'revoked')) = (ended_at is not null))
);
alter table reward_awards enable row level security;
alter table reward_awards force row level security;
create index reward_awards_of_a_person on reward_awards (user_id, id desc);
create index reward_awards_of_a_program on reward_awards (program_id, id desc);
create index reward_awards_of_a_brand on reward_awards (brand_id, id desc);
create index reward_awards_of_a_trigger on reward_awards (trigger_id, version, user_id);
create index reward_awards_that_expire on reward_awards (claim_by) where status = 'granted' and kind not in ('points', 'badge');
create index reward_awards_that_failed on reward_awards (program_id, id) where status = 'failed';
create index reward_awards_of_a_cause on reward_awards (cause_fact_id) where cause_fact_id is not null;
create index reward_awards_that_boost on reward_awards (user_id) where kind = 'tier_boost' and status = 'fulfilled';
create index reward_awards_in_the_ledger on reward_awards (ledger_transaction_id) where ledger_transaction_id is not null;
create trigger touch_updated_at before update on reward_awards
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on reward_awards
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IW001', '{"granted": ["claimed", "expired", "revoked"], "claimed": ["fulfilled", "failed", "revoked"], '
  '"fulfilled": ["revoked"], "failed": ["granted"]}'
);
create trigger what_was_granted_is_fixed
before update of program_id, brand_id, trigger_id, user_id, name, level, period_key, kind, reward, amount, currency on reward_awards
for each row execute function app.refuse_change();
create trigger never_deleted before delete or truncate on reward_awards
for each statement execute function app.refuse_change();
select app.audit_table('reward_awards', 'id');
create policy reward_awards_own on reward_awards for select to authenticated
using (user_id = (select auth.uid()) or brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy reward_awards_admin on reward_awards for select to admin using (true);
create policy reward_awards_service on reward_awards for select to service using (true);
create policy reward_awards_internal on reward_awards to app_internal using (true) with check (true);
grant select on reward_awards to authenticated, admin, service;
grant select, insert, update on reward_awards to app_internal;
comment on table reward_awards is
'What was granted to whom: amount in minor units of currency (points: how many). Money is reserved by the grant and posted by the '
'claim; what nobody claims until claim_by expires. /rewards in the API.';

-- Points are shown and ranked; they buy nothing.
create table point_balances (
  user_id uuid not null
  constraint point_balances_belong_to_a_user references auth.users (id) on delete restrict,
  program_id uuid not null
  constraint point_balances_are_of_a_program references reward_programs (id) on delete restrict,
  points bigint not null default 0,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint point_balances_pkey primary key (user_id, program_id),
  constraint point_balances_are_not_below_nothing check (points >= 0)
);
alter table point_balances enable row level security;
alter table point_balances force row level security;
create index point_balances_of_a_program on point_balances (program_id, points desc);
create trigger touch_updated_at before update on point_balances
for each row execute function app.touch_updated_at();
create policy point_balances_own on point_balances for select to authenticated using (user_id = (select auth.uid()));
create policy point_balances_admin on point_balances for select to admin using (true);
create policy point_balances_service on point_balances for select to service using (true);
create policy point_balances_internal on point_balances to app_internal using (true) with check (true);
grant select on point_balances to authenticated, admin, service;
grant select, insert, update on point_balances to app_internal;
comment on table point_balances is 'The points of a person in a program: the sum of what it granted in points and did not revoke.';

-- migrate:down
set local lock_timeout = '3s';
drop table point_balances;
drop table reward_awards;
