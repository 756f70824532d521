-- migrate:up
set local lock_timeout = '3s';

-- What closing gave back of a gig's slots that nobody took; also where that is nothing.
create table unfilled_refunds (
  id uuid constraint unfilled_refunds_pkey primary key default uuidv7(),
  gig_id uuid not null,
  brand_id uuid not null,
  slots_total integer not null,
  slots_claimed integer not null,
  slots_approved integer not null,
  budget bigint not null,
  amount bigint not null,
  currency text not null,
  issued_at timestamptz not null default now(),
  ledger_transaction_id uuid
  constraint unfilled_refunds_stand_in_the_ledger references ledger.transactions (id) on delete restrict,
  created_at timestamptz not null default now(),
  constraint unfilled_refund_is_issued_once unique (gig_id),
  constraint unfilled_refunds_belong_to_a_gig foreign key (gig_id, brand_id)
  references gigs (id, brand_id) on delete restrict,
  constraint unfilled_refunds_count_slots
  check (slots_claimed between 0 and slots_total and slots_approved between 0 and slots_claimed),
  constraint unfilled_refunds_are_not_negative check (budget >= 0 and amount >= 0),
  constraint unfilled_refunds_that_move_stand_in_the_ledger check ((amount > 0) = (ledger_transaction_id is not null))
);
alter table unfilled_refunds enable row level security;
alter table unfilled_refunds force row level security;
create index unfilled_refunds_of_a_gig on unfilled_refunds (gig_id, brand_id);
create index unfilled_refunds_of_a_brand on unfilled_refunds (brand_id, id desc);
create index unfilled_refunds_in_the_ledger on unfilled_refunds (ledger_transaction_id);
create trigger issued_is_final before update or delete on unfilled_refunds
for each row execute function app.refuse_closed_change();
create trigger never_truncated before truncate on unfilled_refunds
for each statement execute function app.refuse_closed_change();
create policy unfilled_refunds_members on unfilled_refunds for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy unfilled_refunds_admin on unfilled_refunds for select to admin using (true);
create policy unfilled_refunds_service on unfilled_refunds for select to service using (true);
create policy unfilled_refunds_internal on unfilled_refunds to app_internal using (true) with check (true);
grant select on unfilled_refunds to authenticated, admin, service;
grant select, insert on unfilled_refunds to app_internal;
comment on table unfilled_refunds is
'Refunds of slots that nobody took, one per closed gig with slots; budget (prices) and amount (prices and fees) in minor units.';

-- What is held against creators: late work, work that never came, work that was not approved in the end.
create table creator_logs (
  id uuid constraint creator_logs_pkey primary key default uuidv7(),
  creator_user_id uuid not null
  constraint creator_logs_are_about_a_user references auth.users (id) on delete restrict,
  deal_id uuid not null
  constraint creator_logs_come_from_a_deal references deals (id) on delete restrict,
  kind text not null,
  data jsonb not null default '{}',
  created_at timestamptz not null default now(),
  constraint creator_logs_kind_is_known check (kind in ('closed_unapproved', 'no_show', 'late', 'gave_up')),
  constraint creator_logs_data_is_an_object check (jsonb_typeof(data) = 'object')
);
alter table creator_logs enable row level security;
alter table creator_logs force row level security;
create index creator_logs_of_a_creator on creator_logs (creator_user_id, id desc);
create index creator_logs_of_a_deal on creator_logs (deal_id);
select app.keep_append_only('creator_logs');
create policy creator_logs_own on creator_logs for select to authenticated
using (creator_user_id = (select auth.uid()));
create policy creator_logs_admin on creator_logs for select to admin using (true);
create policy creator_logs_service on creator_logs for select to service using (true);
create policy creator_logs_internal on creator_logs to app_internal using (true) with check (true);
grant select on creator_logs to authenticated, admin, service;
grant select, insert on creator_logs to app_internal;
comment on table creator_logs is 'What a creator''s deals came to where they did not end well; the creator and administrators read it.';

-- What was tried and refused. The refusal rolls back, so the row is written in a transaction of its own.
create table blocked_attempts (
  id uuid constraint blocked_attempts_pkey primary key default uuidv7(),
  actor_user_id uuid,
  source text not null,
  action text not null,
  sqlstate text not null,
  constraint_name text,
  data jsonb not null default '{}',
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint blocked_attempts_source_fits check (length(source) <= 200),
  constraint blocked_attempts_action_fits check (length(action) <= 200),
  constraint blocked_attempts_sqlstate_is_one check (sqlstate ~ '^[0-9A-Z]{5}$'),
  constraint blocked_attempts_data_is_an_object check (jsonb_typeof(data) = 'object' and length(data::text) <= 20000)
);
alter table blocked_attempts enable row level security;
alter table blocked_attempts force row level security;
create index blocked_attempts_of_an_actor on blocked_attempts (actor_user_id, at desc);
create index blocked_attempts_by_age on blocked_attempts (at);
create trigger append_only before update or truncate on blocked_attempts
for each statement execute function app.refuse_change();
create policy blocked_attempts_admin on blocked_attempts for select to admin using (true);
create policy blocked_attempts_service on blocked_attempts for select to service using (true);
create policy blocked_attempts_internal on blocked_attempts to app_internal using (true) with check (true);
grant select on blocked_attempts to admin, service;
grant select, insert, delete on blocked_attempts to app_internal;
-- NOTE: actor_user_id carries no foreign key: an attempt is written down whoever made it, and goes after a year.
comment on table blocked_attempts is
'Attempts that a guard of money or of closed rows refused, at most 60 an hour per actor; kept for a year.';

-- migrate:down
set local lock_timeout = '3s';
drop table blocked_attempts;
drop table creator_logs;
drop table unfilled_refunds;
