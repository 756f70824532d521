-- app.record_fact of many: one look-up of the type, one insert.
create or replace function app.record_facts(
  type text, people uuid[], moments timestamptz[], data jsonb[], subjects text[]
) returns integer
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  said constant jsonb[] := array(
    select jsonb_strip_nulls(d.one) from unnest(record_facts.data) with ordinality as d (one, place) order by d.place
  );
  written integer;
begin
  if cardinality(people) = 0 then
    return 0;
  end if;
  perform app.require_fact(record_facts.type, said);
  insert into public.reward_facts (type, subject_user_id, at, data, reference)
  select record_facts.type, u.id, least(f.moment, now()), f.one, f.subject
  from unnest(people, moments, said, subjects) with ordinality as f (person, moment, one, subject, place)
  inner join auth.users as u on u.id = f.person and u.status <> 'deleted'
  where f.moment >= now() - interval '400 days'
  order by f.place for key share of u;
  get diagnostics written = row_count;
  return written;
end
$$;

comment on function app.record_facts(text, uuid[], timestamptz[], jsonb[], text[]) is
'app.record_fact of many of one type, with what each was about (subjects: the reference): how many were written. Raises IW005, IW006.';
