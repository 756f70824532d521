create or replace function app.set_back_backfill(backfill_id uuid, delays interval[], error text) returns text
language sql security definer set search_path = '' as $$
  update public.reward_backfills as b set
    attempts = b.attempts + 1, last_error = left(set_back_backfill.error, 2000),
    available_at = now() + delays[least(b.attempts + 1, cardinality(delays))],
    status = case when b.attempts + 1 >= cardinality(delays) then 'failed' else b.status end,
    finished_at = case when b.attempts + 1 >= cardinality(delays) then now() end
  where b.id = backfill_id and b.status in ('waiting', 'running')
  returning b.status
$$;

comment on function app.set_back_backfill(uuid, interval[], text) is
'A batch of a backfill failed and left nothing: it is tried again after the delay of its attempt, and given up at the last of them; its status.';

grant execute on function app.set_back_backfill(uuid, interval[], text) to service;
