-- Where something is found again, it is one event; what a decision was about is not asked again, but something new is.
create or replace function app.note_fraud(rule_key text, subject_type text, subject_id uuid, evidence jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  found_hash constant bytea := sha256(convert_to(
    concat_ws(' ', note_fraud.rule_key, note_fraud.subject_type, note_fraud.subject_id, note_fraud.evidence), 'UTF8'
  ));
  found_group uuid;
begin
  perform from public.fraud_rules as r where r.key = note_fraud.rule_key and r.active for share;
  if not found then
    return null;
  end if;
  select e.group_id into found_group from public.fraud_events as e where e.hash = found_hash;
  if found then
    return found_group;
  end if;
  insert into public.fraud_groups as g (rule_key, subject_type, subject_id)
  values (note_fraud.rule_key, note_fraud.subject_type, note_fraud.subject_id)
  on conflict (rule_key, subject_type, subject_id) where status = 'pending' do update set last_event_at = now()
  returning g.id into found_group;
  insert into public.fraud_events (group_id, rule_key, subject_type, subject_id, evidence, hash)
  values (found_group, note_fraud.rule_key, note_fraud.subject_type, note_fraud.subject_id, note_fraud.evidence, found_hash)
  on conflict (hash) do nothing;
  return found_group;
end
$$;

comment on function app.note_fraud(text, text, uuid, jsonb) is
'Writes down what a rule found about a subject (agent, referral, escrow); the group in which it is decided, NULL where the rule is off.';
