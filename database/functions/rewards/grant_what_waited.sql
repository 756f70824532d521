create or replace function app.grant_what_waited() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.grant_waiting(
    new.user_id, new.achievement_key, (select a.cause_fact_id from public.reward_awards as a where a.id = new.award_id)
  );
  return null;
end
$$;

comment on function app.grant_what_waited() is 'Whoever unlocks an achievement is granted what waited for it, in the same transaction.';

grant execute on function app.grant_what_waited() to app_owner;

create or replace trigger grant_what_waited after insert or update of revoked_at on public.user_achievements
for each row when (new.revoked_at is null) execute function app.grant_what_waited();
