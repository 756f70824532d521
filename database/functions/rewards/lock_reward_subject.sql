create or replace function app.lock_reward_subject(user_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.reward_subjects as s where s.user_id = lock_reward_subject.user_id for update;
  if not found then
    perform pg_advisory_xact_lock(hashtextextended('reward-subject:' || user_id, 0));
    insert into public.reward_subjects (user_id)
    select u.id from auth.users as u where u.id = lock_reward_subject.user_id
    on conflict do nothing;
    perform from public.reward_subjects as s where s.user_id = lock_reward_subject.user_id for update;
  end if;
  return found;
end
$$;

comment on function app.lock_reward_subject(uuid) is
'Nobody else counts facts of that person until this transaction ends; false where there is no such account. First of all locks of a person''s rewards.';

grant execute on function app.lock_reward_subject(uuid) to service;
