-- For the policy of achievements: what is hidden, whoever has it may know.
create or replace function auth.unlocked_achievements() returns text[]
language sql stable security definer set search_path = '' as $$
  select array(select u.achievement_key from public.user_achievements as u where u.user_id = auth.uid())
$$;

comment on function auth.unlocked_achievements() is 'Keys of what the actor has unlocked, revoked or not.';

grant execute on function auth.unlocked_achievements() to authenticated, admin;
