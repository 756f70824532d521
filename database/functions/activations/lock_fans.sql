-- Who a fan is changes rarely (a mail went before it, or a sign-in), and touches many rows of two fans: of one brand one after the
-- other, so that two merges that meet in the middle neither wait for each other nor undo each other.
create or replace function app.lock_fans(brand_id uuid) returns void
language sql security definer set search_path = '' as $$
  select pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended('fans of ' || lock_fans.brand_id, 0));
$$;

comment on function app.lock_fans(uuid) is 'Until the end of the transaction, nobody else merges, joins or forgets fans of the brand.';
