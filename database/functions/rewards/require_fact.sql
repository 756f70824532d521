-- Set by set: the type is looked up once, whatever the number of facts.
create or replace function app.require_fact(type text, data jsonb[]) returns void
language plpgsql security definer set search_path = '' as $$
declare
  known public.fact_types;
  wrong text;
begin
  select t.* into known from public.fact_types as t
  where t.key = require_fact.type or (t.is_reversible and require_fact.type = t.key || '.reversed');
  if not found then
    raise exception using
      errcode = 'IW005', message = 'no such type of fact', detail = jsonb_build_object('type', require_fact.type)::text;
  end if;
  select f.key into wrong
  from unnest(require_fact.data) as d (said) cross join lateral jsonb_each(d.said) as f
  where (case jsonb_typeof(f.value)
    when 'number' then f.key = any(known.numeric_fields) and abs((f.value)::numeric) <= 1e15
    when 'string' then f.key = any(known.text_fields) and length(f.value::text) <= 120
    when 'array' then f.key = any(known.text_fields) and jsonb_array_length(f.value) between 1 and 20
      and not f.value @? '$[*] ? (@.type() != "string")'
    else false
  end) is not true
  limit 1;
  if found then
    raise exception using
      errcode = 'IW006', message = 'a fact has the fields of its type, numbers and words',
      detail = jsonb_build_object('type', known.key, 'field', wrong)::text;
  end if;
end
$$;

comment on function app.require_fact(text, jsonb[]) is
'Nothing, where all of these are data of a fact of this type: its fields alone (fact_types), numbers of at most 10^15, words or lists '
'of words. Raises IW005 (no such type), IW006 (another field, or another kind of value).';
