-- A decision about a person, or about one deal, holds what the agent earned there; one about the agent holds all.
create or replace function app.hold_commissions(agent_user_id uuid, group_id uuid) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  about public.fraud_groups;
  concerned uuid[];
  held integer;
begin
  select g.* into about from public.fraud_groups as g
  where g.id = hold_commissions.group_id and g.status = 'pending' for share;
  if not found then -- decided meanwhile
    return 0;
  end if;
  perform app.recall_payouts(hold_commissions.agent_user_id);
  select array_agg(o.id) into concerned from (
    select c.id from public.commissions as c
    where c.agent_user_id = hold_commissions.agent_user_id and c.amount > 0
      and c.status in ('pending', 'available', 'held') and c.payout_id is null
      and case about.subject_type
        when 'agent' then true
        when 'escrow' then c.escrow_id = about.subject_id
        else exists (
          select from public.escrows as e inner join public.brand_profiles as b on b.id = e.brand_id
          where e.id = c.escrow_id and about.subject_id in (e.creator_user_id, b.owner_user_id)
        )
      end
    order by c.id for no key update
  ) as o;
  insert into public.commission_holds (commission_id, group_id)
  select c.id, about.id from unnest(concerned) as c (id) on conflict do nothing;
  with newly as (
    update public.commissions as c set status = 'held'
    where (c.id = any(concerned) or c.reverses = any(concerned))
      and c.status in ('pending', 'available') and c.payout_id is null
    returning c.kind
  )
  select count(*) filter (where n.kind <> 'reversal') into held from newly as n;
  return held;
end
$$;

comment on function app.hold_commissions(uuid, uuid) is
'What an agent has earned and was not paid waits for the decision of a fraud group that is pending; what was taken back of it '
'waits with it. How many wait that did not before.';
