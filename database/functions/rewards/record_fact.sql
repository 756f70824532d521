-- One insert: whoever does the deed waits for nobody, and the worker finds what nobody has counted (app.apply_fact).
create or replace function app.record_fact(
  type text, subject_user_id uuid, at timestamptz, data jsonb, reference text default '', depth integer default 0
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  new_id constant uuid := uuidv7();
begin
  if not exists (
    select from public.fact_types as t
    where t.key = record_fact.type or (t.is_reversible and record_fact.type = t.key || '.reversed')
  ) then
    raise exception using
      errcode = 'IW005', message = 'no such type of fact', detail = jsonb_build_object('type', record_fact.type)::text;
  end if;
  if record_fact.at < now() - interval '400 days' then
    return null; -- it would be forgotten at once
  end if;
  insert into public.reward_facts (id, type, subject_user_id, at, data, reference, depth)
  values (
    new_id, record_fact.type, record_fact.subject_user_id, least(record_fact.at, now()), record_fact.data,
    record_fact.reference, record_fact.depth
  );
  return new_id;
end
$$;

comment on function app.record_fact(text, uuid, timestamptz, jsonb, text, integer) is
'Writes down what somebody did, in the transaction in which it happened; the id of the fact, NULL for one that is older than facts are kept. '
'data: the fields of its type (fact_types), nothing that a person wrote. Raises IW005.';

grant execute on function app.record_fact(text, uuid, timestamptz, jsonb, text, integer) to service;
