-- Each sign-in and each refresh stores a token, whoever keeps the passwords. At the same moment the second waits for the first, and
-- finds the day taken. Who goes west does not live a day twice.
create or replace function app.note_sign_in_day() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  signed_in record;
begin
  select s.user_id, s.role, (new.created_at at time zone app.time_zone_of(s.user_id))::date as day
  into signed_in
  from (
    select f.user_id, (
      select r.role from public.user_roles as r
      where r.user_id = f.user_id and r.role in ('creator', 'agent', 'brand')
      order by array_position('{creator,agent,brand}'::text[], r.role) limit 1
    ) as role
    from local_identity.refresh_token_families as f where f.id = new.family_id
  ) as s
  where s.role is not null;
  if not found or exists ( -- without a lock, as nearly always: a sign-in is refreshed each quarter of an hour
    select from public.fact_marks as m
    where m.user_id = signed_in.user_id and m.type = 'login.day' and m.reference = '' and m.day >= signed_in.day
  ) then
    return null;
  end if;
  insert into public.fact_marks as m (user_id, type, day) values (signed_in.user_id, 'login.day', signed_in.day)
  on conflict on constraint fact_marks_pkey do update set day = excluded.day where m.day < excluded.day;
  if found then
    perform app.record_fact(
      'login.day', signed_in.user_id, new.created_at, jsonb_build_object('role', signed_in.role), signed_in.day::text
    );
  end if;
  return null;
end
$$;

comment on function app.note_sign_in_day() is
'AFTER INSERT on local_identity.refresh_tokens: the first sign-in or refresh of a day in the time zone of the person is a fact, of '
'the first of their roles creator, agent, brand.';

grant execute on function app.note_sign_in_day() to app_owner;

create or replace trigger note_sign_in_day after insert on local_identity.refresh_tokens
for each row execute function app.note_sign_in_day();
