create or replace function app.record_scans(scans jsonb) returns integer
language sql volatile security definer set search_path = '' as $$
  select count(*) filter (where j.is_new)::integer from app.judge_scans(scans) as j
$$;

comment on function app.record_scans(jsonb) is 'app.judge_scans: how many of an array of scans were new.';

grant execute on function app.record_scans(jsonb) to service;
