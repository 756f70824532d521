-- migrate:up
set local lock_timeout = '3s';

-- Every night the books are proved against themselves. A finding is a row; a clean run has none.
create table ledger.reconciliations (
  id uuid constraint ledger_reconciliations_pkey primary key default uuidv7(),
  entry_count bigint not null,
  account_count bigint not null,
  is_clean boolean not null generated always as (findings = '[]'::jsonb) stored,
  findings jsonb not null,
  duration_ms bigint not null,
  created_at timestamptz not null default now(),
  constraint ledger_reconciliation_findings_are_a_list check (jsonb_typeof(findings) = 'array')
);
alter table ledger.reconciliations enable row level security;
alter table ledger.reconciliations force row level security;
select app.keep_append_only('ledger.reconciliations');
create policy reconciliations_admin on ledger.reconciliations for select to admin using (true);
create policy reconciliations_service on ledger.reconciliations for select to service using (true);
create policy reconciliations_internal on ledger.reconciliations to app_internal using (true) with check (true);
grant select on ledger.reconciliations to admin, service;
grant select, insert on ledger.reconciliations to app_internal;
comment on table ledger.reconciliations is
'Nightly proofs of the books; findings is [{check, subject, expected, found}].';

-- migrate:down
set local lock_timeout = '3s';
drop table ledger.reconciliations;
