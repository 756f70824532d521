-- migrate:up
set local lock_timeout = '3s';

-- An agent's part of the fee of held funds that were paid out. What is taken back, or comes back, is a row of its own.
create table commissions (
  id uuid constraint commissions_pkey primary key default uuidv7(),
  agent_user_id uuid not null
  constraint commissions_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  escrow_id uuid
  constraint commissions_are_of_an_escrow references escrows (id) on delete restrict,
  kind text not null default 'earned',
  side text,
  base_fee bigint not null,
  amount bigint not null,
  currency text not null,
  status text not null default 'pending',
  available_at timestamptz not null,
  paid_at timestamptz,
  payout_id uuid
  constraint commissions_are_paid_by_a_payout references payouts (id) on delete restrict,
  reverses uuid
  constraint commissions_reverse_a_commission references commissions (id) on delete restrict,
  reason text not null default '',
  ledger_transaction_id uuid
  constraint commissions_stand_in_the_ledger references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint commissions_kind_is_known check (kind in ('earned', 'reversal', 'returned')),
  constraint commissions_side_is_known check (side in ('brand', 'creator', 'both')),
  constraint commissions_status_is_known check (status in ('pending', 'available', 'paid', 'reversed', 'held')),
  constraint commissions_currency_is_iso check (currency ~ '^[a-z]{3}$'),
  constraint commissions_refer_to_what_their_kind_needs check (
    (kind = 'reversal') = (reverses is not null)
    and case kind when 'returned' then num_nonnulls(escrow_id, side) = 0 else num_nonnulls(escrow_id, side) = 2 end
  ),
  constraint commissions_sign_follows_their_kind check (case kind when 'reversal' then amount < 0 else amount > 0 end),
  constraint commissions_are_part_of_a_fee check (base_fee >= 0 and (kind = 'returned' or abs(amount) <= base_fee)),
  constraint commissions_are_paid_by_a_payout_at_a_time
  check ((status = 'paid') = (paid_at is not null) and (status <> 'paid' or payout_id is not null)),
  constraint commissions_reason_fits check (length(reason) <= 500)
);
alter table commissions enable row level security;
alter table commissions force row level security;
create unique index commission_is_earned_once on commissions (escrow_id, agent_user_id) where kind = 'earned';
create index commissions_of_an_agent on commissions (agent_user_id, id desc);
create index commissions_of_an_escrow on commissions (escrow_id) where escrow_id is not null;
create index commissions_by_original on commissions (reverses) where reverses is not null;
create index commissions_of_a_payout on commissions (payout_id) where payout_id is not null;
create index commissions_in_the_ledger on commissions (ledger_transaction_id) where ledger_transaction_id is not null;
create index commissions_open on commissions (agent_user_id, currency, available_at)
where status in ('pending', 'available') and payout_id is null;
create index commissions_held on commissions (agent_user_id) where status = 'held';
create index commissions_that_become_available on commissions (available_at) where status = 'pending';
create trigger touch_updated_at before update on commissions
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on commissions
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IR002', '{"pending": ["available", "held", "reversed"], "available": ["paid", "held", "reversed"], "held": ["pending", "available", "reversed"]}'
);
create trigger amount_is_fixed before update of amount, base_fee, currency, agent_user_id, escrow_id, kind, side, reverses
on commissions for each row execute function app.refuse_change();
create trigger never_deleted before delete or truncate on commissions
for each statement execute function app.refuse_change();
select app.audit_table('commissions', 'id');
create policy commissions_own on commissions for select to authenticated using (agent_user_id = (select auth.uid()));
create policy commissions_admin on commissions for select to admin using (true);
create policy commissions_service on commissions for select to service using (true);
create policy commissions_internal on commissions to app_internal using (true) with check (true);
-- NOTE: not base_fee, escrow_id, ledger_transaction_id: of the deal, whose price the fee tells, an agent learns nothing.
grant select (
  id, agent_user_id, kind, side, amount, currency, status, available_at, paid_at, payout_id, reverses, reason, created_at, updated_at
) on commissions to authenticated;
grant select on commissions to admin, service;
grant select, insert, update on commissions to app_internal;
comment on table commissions is
'Parts of fees (base_fee, of the escrow) that agents earned, in minor units. reversal: taken back, below zero, refers by reverses; '
'returned: a transfer that came back is owed again.';
comment on column commissions.status is
'pending: until available_at; held: a fraud group waits for a decision; reversed: taken back before it was paid, wholly.';

-- What a decision waits for, commission by commission: several groups may hold one.
create table commission_holds (
  commission_id uuid not null
  constraint commission_holds_hold_a_commission references commissions (id) on delete restrict,
  group_id uuid not null
  constraint commission_holds_wait_for_a_group references fraud_groups (id) on delete restrict,
  created_at timestamptz not null default now(),
  released_at timestamptz,
  constraint commission_holds_pkey primary key (commission_id, group_id)
);
alter table commission_holds enable row level security;
alter table commission_holds force row level security;
create index commission_holds_of_a_group on commission_holds (group_id);
create policy commission_holds_admin on commission_holds for select to admin using (true);
create policy commission_holds_service on commission_holds for select to service using (true);
create policy commission_holds_internal on commission_holds to app_internal using (true) with check (true);
grant select on commission_holds to admin, service;
grant select, insert, update on commission_holds to app_internal;
comment on table commission_holds is 'Which fraud groups hold which commissions; held until each of them is decided (released_at).';

-- migrate:down
set local lock_timeout = '3s';
drop table commission_holds;
drop table commissions;
