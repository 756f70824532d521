-- The rows first: two decisions about one commission wait for each other, and the second sees that nothing holds it any more.
create or replace function app.release_holds(group_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  concerned uuid[];
  released integer;
begin
  select array_agg(o.id) into concerned from (
    select c.id from public.commissions as c
    inner join public.commission_holds as h on h.commission_id = c.id
    where h.group_id = release_holds.group_id and h.released_at is null
    order by c.id for no key update of c
  ) as o;
  update public.commission_holds as h set released_at = now()
  where h.group_id = release_holds.group_id and h.released_at is null;
  concerned := array(
    select c.id from unnest(concerned) as c (id)
    where not exists (
      select from public.commission_holds as h where h.commission_id = c.id and h.released_at is null
    )
  );
  with free as (
    update public.commissions as c set status = case when c.available_at <= now() then 'available' else 'pending' end
    where (c.id = any(concerned) or c.reverses = any(concerned)) and c.status = 'held'
    returning c.kind
  )
  select count(*) filter (where f.kind <> 'reversal') into released from free as f;
  return released;
end
$$;

comment on function app.release_holds(uuid) is
'A fraud group holds nothing any more: commissions that no other one holds are pending, or available where their time has come. How many.';
