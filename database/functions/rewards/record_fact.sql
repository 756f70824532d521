-- One insert: whoever does the deed waits for nobody, and the worker finds what nobody has counted (app.apply_fact).
create or replace function app.record_fact(
  type text, subject_user_id uuid, at timestamptz, data jsonb, reference text default '', depth integer default 0
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  said constant jsonb := jsonb_strip_nulls(record_fact.data);
  new_id uuid;
begin
  perform app.require_fact(record_fact.type, array[said]);
  insert into public.reward_facts (type, subject_user_id, at, data, reference, depth)
  select record_fact.type, u.id, least(record_fact.at, now()), said, record_fact.reference, record_fact.depth
  from auth.users as u
  where u.id = record_fact.subject_user_id and u.status <> 'deleted'
    and record_fact.at >= now() - interval '400 days' -- it would be forgotten at once
  for key share -- whoever erases them at this moment goes first, or waits and takes this along
  returning id into new_id;
  return new_id;
end
$$;

comment on function app.record_fact(text, uuid, timestamptz, jsonb, text, integer) is
'Writes down what somebody did, in the transaction in which it happened; the id of the fact. NULL, and no fact, for one that is older '
'than facts are kept, and for a person who was erased. data: the fields of its type (fact_types), nothing that a person wrote; a field '
'that is null is none. A moment that is still to come is now. Raises IW005, IW006.';
