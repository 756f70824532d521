-- Nearly nobody is in a circle: who has no edge in, or none out, goes first, three times over, and what is left is walked.
-- A walk begins with an agent who brings somebody, meets nobody twice, and ends where it began: a ring without an agent who
-- gains by it is none of ours. Where the account is shared by two, back over the same edge is no circle.
create or replace function app.fraud_rings(depth integer)
returns table (agent_user_id uuid, members uuid[], kinds text[])
language sql stable security definer set search_path = '' as $$
  with recursive every as materialized (select e.kind, e.tail, e.head from app.fraud_edges() as e),
  once as materialized (
    select e.* from every as e
    where e.head in (select o.tail from every as o) and e.tail in (select o.head from every as o)
  ),
  twice as materialized (
    select e.* from once as e
    where e.head in (select o.tail from once as o) and e.tail in (select o.head from once as o)
  ),
  edges as materialized (
    select e.* from twice as e
    where e.head in (select o.tail from twice as o) and e.tail in (select o.head from twice as o)
  ),
  walks as (
    select e.tail as agent, e.head as place, array[e.tail, e.head] as people, array[e.kind] as kinds
    from edges as e where e.kind = 'brings'
    union all
    select w.agent, e.head, w.people || e.head, w.kinds || e.kind
    from walks as w
    inner join edges as e on e.tail = w.place
    where w.place <> w.agent and cardinality(w.kinds) < fraud_rings.depth
      and (e.head = w.agent or e.head <> all(w.people))
  )
  select w.agent, people.sorted, array_agg(distinct k.kind order by k.kind)
  from walks as w
  cross join unnest(w.kinds) as k (kind)
  cross join lateral (select array_agg(distinct p.id order by p.id) as sorted from unnest(w.people) as p (id)) as people
  where w.place = w.agent
  group by w.agent, people.sorted
  order by w.agent, people.sorted
$$;

comment on function app.fraud_rings(integer) is
'Circles of at most so many edges (2 to 4) that begin with an agent who brings somebody: the agent, all members, sorted, and what joins them.';
