-- There is no row that both sides lock: a membership and an invitation that are made at one moment would not meet.
create or replace function app.lock_sides(brand_id uuid, user_id uuid) returns void
language sql security definer set search_path = '' as $$
  select pg_advisory_xact_lock(hashtextextended('sides of ' || lock_sides.brand_id || ' ' || lock_sides.user_id, 0))
$$;

comment on function app.lock_sides(uuid, uuid) is
'Until the end of the transaction: whoever makes this person a member, or a creator, of this brand waits.';
