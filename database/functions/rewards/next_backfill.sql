-- A batch of each in turn: one with a million facts keeps no other waiting.
create or replace function app.next_backfill() returns uuid
language sql security definer set search_path = '' as $$
  select b.id from public.reward_backfills as b
  where b.status in ('waiting', 'running') and b.available_at <= clock_timestamp()
  order by b.available_at, b.id limit 1 for update skip locked
$$;

comment on function app.next_backfill() is
'The backfill that is at its turn and that nobody works on; locked until the transaction ends. NULL: none is due.';

grant execute on function app.next_backfill() to service;
