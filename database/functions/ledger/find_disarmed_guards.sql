-- What stands between a superuser and the books, by name: a guard that was dropped leaves nothing to look at, so the
-- list is here, and a test holds it to the catalog.
create or replace function ledger.find_disarmed_guards() returns table (
  broken_rule text, subject text, expected bigint, found bigint
)
language sql stable security definer set search_path = '' as $$
  with guarded (name, guards) as (values
    ('ledger.accounts', '{guard_account,identity_is_fixed,never_deleted,only_what_may_go_negative_is_folded}'::text[]),
    ('ledger.entries', '{append_only,only_the_fold_updates,weigh_folded_entries,weigh_posted_entries}'),
    ('ledger.reconciliations', '{append_only}'),
    ('ledger.transactions', '{append_only}'),
    ('public.audit_logs', '{append_only}'),
    ('public.campaign_budget_reservations', '{audit_delete,audit_insert,audit_update}'),
    ('public.deal_milestones', '{never_truncated,terms_are_fixed}'),
    ('public.deals', '{closed_is_final,never_truncated,status_machine,terms_are_fixed}'),
    ('public.earnings', '{amount_is_fixed,audit_delete,audit_insert,audit_update,never_deleted,status_machine}'),
    ('public.escrow_events', '{append_only}'),
    (
      'public.escrows',
      '{begins_unpaid,closed_is_final,frozen_stands_still,never_deleted,status_machine,terms_are_fixed}'
    ),
    ('public.gig_slots', '{closed_is_final,never_truncated,price_is_fixed,status_machine}'),
    ('public.gigs', '{audit_delete,audit_insert,audit_update,closed_is_final,never_truncated,status_machine}'),
    ('public.payouts', '{audit_delete,audit_insert,audit_update,never_deleted,status_machine}'),
    (
      'public.reward_awards',
      '{audit_delete,audit_insert,audit_update,never_deleted,status_machine,what_was_granted_is_fixed}'
    ),
    (
      'public.reward_programs',
      '{audit_delete,audit_insert,audit_update,guard_program,never_deleted,owner_is_fixed,status_machine}'
    ),
    ('public.stripe_balance_transactions', '{append_only}'),
    ('public.stripe_balances', '{append_only}'),
    (
      'public.wallet_transactions',
      '{audit_delete,audit_insert,audit_update,never_deleted,only_deposits_are_paid_late,status_machine}'
    ),
    ('public.unfilled_refunds', '{issued_is_final,never_truncated}'),
    ('public.wallets', '{audit_delete,audit_insert,audit_update,owner_is_fixed}')
  )
  select 'guard stands', g.name || '.' || guard.name, 1::bigint, 0::bigint
  from guarded as g cross join unnest(g.guards) as guard (name)
  where not exists (
    select from pg_catalog.pg_trigger as t where t.tgrelid = to_regclass(g.name) and t.tgname = guard.name
  )
  union all
  select 'guard is armed', format('%s.%s.%s', n.nspname, c.relname, t.tgname), 1, 0
  from pg_catalog.pg_trigger as t
  inner join pg_catalog.pg_class as c on c.oid = t.tgrelid
  inner join pg_catalog.pg_namespace as n on n.oid = c.relnamespace
  where n.nspname in ('auth', 'ledger', 'public') and t.tgenabled in ('D', 'R')
  union all
  select 'constraint is enforced', format('%s.%s', k.conrelid::regclass, k.conname), 1, 0
  from pg_catalog.pg_constraint as k
  inner join pg_catalog.pg_namespace as n on n.oid = k.connamespace
  where n.nspname in ('auth', 'ledger', 'public') and not k.conenforced
  union all
  select 'rows are guarded', g.name, 1, 0
  from guarded as g inner join pg_catalog.pg_class as c on c.oid = to_regclass(g.name)
  where not (c.relrowsecurity and c.relforcerowsecurity)
  union all
  select 'guards are on for everybody', coalesce(s.setrole::regrole::text, ''), 1, 0
  from pg_catalog.pg_db_role_setting as s cross join unnest(s.setconfig) as setting (text)
  where setting.text like 'session_replication_role=%' and setting.text <> 'session_replication_role=origin'
$$;

comment on function ledger.find_disarmed_guards() is
'Triggers of money tables that are gone or switched off, constraints that are not enforced, tables whose rows '
'anybody sees, and roles or databases for whom all triggers are off.';
