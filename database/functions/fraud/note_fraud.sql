-- Where something is found again, it is one event; what a decision was about is not asked again, but something new is.
-- The group is share-locked: two who find something at the same time do not wait for each other, whoever decides does.
create or replace function app.note_fraud(rule_key text, subject_type text, subject_id uuid, evidence jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_hash constant bytea := sha256(convert_to(
    concat_ws(' ', note_fraud.rule_key, note_fraud.subject_type, note_fraud.subject_id, note_fraud.evidence), 'UTF8'
  ));
  rule public.fraud_rules;
  about public.fraud_groups;
  is_new boolean;
begin
  select r.* into rule from public.fraud_rules as r where r.key = note_fraud.rule_key and r.active;
  if rule.key is null then
    return null;
  end if;
  select e.group_id into about.id from public.fraud_events as e where e.hash = found_hash;
  if found then
    return about.id;
  end if;
  begin
    loop
      insert into public.fraud_groups as g (rule_key, subject_type, subject_id, severity, action)
      values (rule.key, note_fraud.subject_type, note_fraud.subject_id, rule.severity, rule.action)
      on conflict do nothing; -- fraud_group_is_pending_once
      is_new := found;
      select g.* into about from public.fraud_groups as g
      where g.rule_key = rule.key and g.subject_type = note_fraud.subject_type and g.subject_id = note_fraud.subject_id
        and g.status = 'pending'
      for share;
      exit when found; -- else it was decided between the two: this is for the next
    end loop;
    insert into public.fraud_events (group_id, rule_key, subject_type, subject_id, evidence, hash)
    values (about.id, rule.key, note_fraud.subject_type, note_fraud.subject_id, note_fraud.evidence, found_hash);
  exception when unique_violation then -- noted by another at this moment, in a group that may be decided by now
    select e.group_id into about.id from public.fraud_events as e where e.hash = found_hash;
    return about.id;
  end;
  perform app.act_on_fraud(about.id, rule.action, is_new);
  return about.id;
end
$$;

comment on function app.note_fraud(text, text, uuid, jsonb) is
'Writes down what a rule found about a subject (agent, referral, escrow), and does at once what the rule says (app.act_on_fraud); '
'the group in which it is decided, NULL where the rule is off.';
