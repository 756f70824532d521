create or replace function app.fraud_config(rule_key text) returns jsonb
language sql stable security definer set search_path = '' as $$
  select r.config from public.fraud_rules as r where r.key = fraud_config.rule_key and r.active
$$;

comment on function app.fraud_config(text) is 'What a fraud rule is told beside its name; NULL where it is off.';
