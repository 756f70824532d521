-- Without its key a hash says nothing any more, not even to us.
create or replace function app.delete_tracking_hash_keys(before date) returns integer
language sql security definer set search_path = '' as $$
  with gone as (delete from public.tracking_hash_keys as k where k.day < before returning 1)
  select count(*)::integer from gone
$$;

comment on function app.delete_tracking_hash_keys(date) is 'Forgets the keys of days before `before`; how many.';

grant execute on function app.delete_tracking_hash_keys(date) to service;
