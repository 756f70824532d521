-- A rule that was sharpened meanwhile holds for a group from its next event; one that was softened, for the next group.
create or replace function app.act_on_fraud(group_id uuid, action text, is_new boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  about public.fraud_groups;
  agent uuid;
  held integer;
begin
  update public.fraud_groups as g set
    last_event_at = now(), action = case act_on_fraud.action when 'flag' then g.action else act_on_fraud.action end
  where g.id in (
    -- Whoever has it locked has just found something, too: its time is as good.
    select o.id from public.fraud_groups as o where o.id = act_on_fraud.group_id for no key update skip locked
  );
  select g.* into about from public.fraud_groups as g where g.id = act_on_fraud.group_id;
  if about.action = 'flag' then
    return;
  end if;
  if about.action = 'reject' and about.subject_type = 'referral' then
    update public.referrals as r set status = 'rejected', reject_reason = about.rule_key
    where r.referred_user_id = about.subject_id and r.status in ('pending', 'active');
  end if;
  for agent in select a.id from app.fraud_agents(about.subject_type, about.subject_id) as a (id) loop
    held := app.hold_commissions(agent, about.id);
    if held > 0 then
      perform app.tell_of_hold(agent, about.id, held);
    end if;
  end loop;
  if is_new then
    perform app.notify_administrators(
      'system', 'fraud_found', 'A check found something that waits for you', (
        select r.description from public.fraud_rules as r where r.key = about.rule_key
      ),
      jsonb_build_object('fraud_group_id', about.id, 'rule', about.rule_key), 'fraud_found:' || about.id
    );
  end if;
end
$$;

comment on function app.act_on_fraud(uuid, text, boolean) is
'What follows a new event of a fraud group: hold what the agents concerned were not paid yet, reject the referral, tell both sides.';
