create or replace function app.count_waiting_facts(before date) returns bigint
language sql stable security definer set search_path = '' as $$
  select count(*) from public.reward_facts as f
  where f.applied_at is null
    and f.at < date_trunc('month', count_waiting_facts.before::timestamp) at time zone 'UTC'
$$;

comment on function app.count_waiting_facts(date) is
'How many facts nobody has counted in the months (UTC) that were over before `before`.';

grant execute on function app.count_waiting_facts(date) to service;
