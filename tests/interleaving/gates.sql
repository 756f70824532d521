-- Before every write of a table, a session that is under the scheduler's hand waits until it may go on. The scheduler
-- holds the lock of the next gate; a sequence numbers them, because no rollback takes a number back.
create schema interleaving;
create sequence interleaving.gate_a;
create sequence interleaving.gate_b;

create function interleaving.wait_at_gate() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  case current_setting('interleaving.worker', true)
    when 'A' then
      perform set_config('application_name', tg_op || ' ' || tg_table_name, false);
      perform pg_catalog.pg_advisory_xact_lock_shared(4711, nextval('interleaving.gate_a')::integer);
    when 'B' then
      perform set_config('application_name', tg_op || ' ' || tg_table_name, false);
      perform pg_catalog.pg_advisory_xact_lock_shared(4712, nextval('interleaving.gate_b')::integer);
    else
      null; -- whoever arranges or checks
  end case;
  return null;
end
$$;

-- Its name comes first: statement triggers fire in the order of their names.
do $$
declare
  target regclass;
begin
  for target in
    select c.oid::regclass from pg_class as c inner join pg_namespace as n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname in ('public', 'auth', 'ledger', 'local_identity')
      and c.relname <> all(string_to_array(current_setting('interleaving.quiet', true), ','))
  loop
    execute format(
      'create trigger "!gate" before insert or update or delete on %s for each statement execute function'
      ' interleaving.wait_at_gate()', target
    );
  end loop;
end
$$;

-- What only other functions call is called here as well: those are the parts of use cases.
grant execute on all functions in schema app, ledger to service;
