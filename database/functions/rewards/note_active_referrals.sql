-- A referral counts for its agent while it is active and its person has had a deal, whoever changes it: a release, an administrator,
-- what finds two people to be one. A change of agent is both: a reversal for the old one, and a fact for the new.
create or replace function app.note_active_referrals() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  moved record;
begin
  for moved in
    select
      n.*, o.agent_user_id as old_agent_id, o.first_deal_at is not null as had_deal,
      o.status = 'active' and o.first_deal_at is not null as counted, n.status = 'active' and n.first_deal_at is not null as counts
    from new_rows as n inner join old_rows as o on o.referred_user_id = n.referred_user_id
    where (o.status, o.agent_user_id, o.first_deal_at is null) is distinct from (n.status, n.agent_user_id, n.first_deal_at is null)
    order by n.referred_user_id
  loop
    if moved.counted and not (moved.counts and moved.agent_user_id = moved.old_agent_id) then
      perform app.reverse_facts('referral.active', array[moved.old_agent_id], moved.referred_user_id::text, now());
    end if;
    if moved.counts and not (moved.counted and moved.agent_user_id = moved.old_agent_id) then
      perform app.record_fact(
        'referral.active', moved.agent_user_id,
        case when moved.had_deal then now() else moved.first_deal_at end,
        jsonb_build_object('role', 'agent', 'source', moved.source, 'code_id', moved.code_id), moved.referred_user_id::text
      );
    end if;
  end loop;
  return null;
end
$$;

comment on function app.note_active_referrals() is
'AFTER UPDATE on referrals, statement level: a fact for the agent of each that is active with a first deal from now on, and its reversal '
'where it no longer is, or is another agent''s.';

grant execute on function app.note_active_referrals() to app_owner;

create or replace trigger note_active_referrals after update on referrals
referencing old table as old_rows new table as new_rows
for each statement execute function app.note_active_referrals();
