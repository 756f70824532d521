-- A loose walk over the index of what is unapplied: a step a person, however many facts they have. What another worker has in hand,
-- and who is to be tried again later, is passed over.
create or replace function app.next_reward_subject(after uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  candidate uuid := after;
begin
  loop
    select f.subject_user_id into candidate from public.reward_facts as f
    where f.applied_at is null and f.subject_user_id > candidate order by f.subject_user_id limit 1;
    if not found then
      return null;
    end if;
    if not exists (select from public.reward_subjects as s where s.user_id = candidate) then
      -- Their first row: whoever is writing it holds this lock (app.lock_reward_subject), and an insert would wait for them.
      continue when not pg_try_advisory_xact_lock(hashtextextended('reward-subject:' || candidate, 0));
      insert into public.reward_subjects (user_id) select u.id from auth.users as u where u.id = candidate on conflict do nothing;
    end if;
    perform from public.reward_subjects as s where s.user_id = candidate and s.due_at <= now() for update skip locked;
    if found or not exists (select from auth.users as u where u.id = candidate) then
      return candidate;
    end if;
  end loop;
end
$$;

comment on function app.next_reward_subject(uuid) is
'The next person (by id, after another) with facts that nobody has counted and nobody is counting, who is due; locked until the '
'transaction ends. NULL: there is nobody.';

grant execute on function app.next_reward_subject(uuid) to service;
