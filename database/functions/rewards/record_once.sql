-- Two at the same moment meet at the mark.
create or replace function app.record_once(type text, user_id uuid, reference text, data jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.fact_marks as m (user_id, type, reference)
  select u.id, record_once.type, record_once.reference
  from auth.users as u where u.id = record_once.user_id and u.status <> 'deleted'
  on conflict on constraint fact_marks_pkey do nothing;
  if found then
    perform app.record_fact(record_once.type, record_once.user_id, now(), record_once.data, record_once.reference);
  end if;
end
$$;

comment on function app.record_once(text, uuid, text, jsonb) is
'A fact that is one once for a person and a reference, for as long as the account is there. Raises IW005, IW006.';
