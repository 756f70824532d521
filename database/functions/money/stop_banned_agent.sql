create or replace function app.stop_banned_agent() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.recall_payouts(new.user_id);
  return null;
end
$$;

comment on function app.stop_banned_agent() is
'AFTER UPDATE of an agent''s status to banned: their commissions wait, also those that were to be sent at this moment.';

grant execute on function app.stop_banned_agent() to app_owner;

create or replace trigger stop_banned_agent after update of status on agent_profiles
for each row when (new.status = 'banned' and old.status <> 'banned') execute function app.stop_banned_agent();
