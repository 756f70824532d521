-- The refusal has rolled its own transaction back: this is called in a new one, by the one place that maps errors. Above the
-- limit only the database log has it, so that nobody fills a table by being refused.
create or replace function app.log_blocked_attempt(
  source text, action text, sqlstate text, constraint_name text, data jsonb
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := auth.uid();
begin
  perform pg_advisory_xact_lock(hashtextextended('blocked attempts of ' || coalesce(actor::text, ''), 0));
  if (app.setting('blocked_attempt_hourly_limit') #>> '{}')::bigint <= (
    select count(*) from public.blocked_attempts as b
    where b.actor_user_id is not distinct from actor and b.at > now() - interval '1 hour'
  ) then
    raise log 'blocked, and not written down: % % by %', log_blocked_attempt.sqlstate, action, coalesce(actor::text, 'nobody');
    return false;
  end if;
  insert into public.blocked_attempts (actor_user_id, source, action, sqlstate, constraint_name, data)
  values (
    actor, left(coalesce(log_blocked_attempt.source, ''), 200), left(coalesce(log_blocked_attempt.action, ''), 200),
    log_blocked_attempt.sqlstate, log_blocked_attempt.constraint_name,
    case when jsonb_typeof(log_blocked_attempt.data) = 'object' and length(log_blocked_attempt.data::text) <= 20000
      then log_blocked_attempt.data else '{}' end
  );
  return true;
end
$$;

comment on function app.log_blocked_attempt(text, text, text, text, jsonb) is
'Writes down what a guard has refused the actor; false where the hour''s attempts were enough, which only the database log has then.';

grant execute on function app.log_blocked_attempt(text, text, text, text, jsonb) to anon, authenticated, admin, service;
