-- A full bucket and no row are the same. What is being taken from at this moment is left alone.
create or replace function app.purge_rate_buckets(as_of timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.rate_buckets as b
  where b.key in (
    select old.key from public.rate_buckets as old where old.tat <= as_of limit at_most for update skip locked
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_rate_buckets(timestamptz, integer) is
'Deletes at most so many buckets that are full again; how many went.';

grant execute on function app.purge_rate_buckets(timestamptz, integer) to service;
