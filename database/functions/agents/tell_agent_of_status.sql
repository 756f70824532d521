create or replace function app.tell_agent_of_status() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.notify(
    new.user_id, 'system', 'agent_status_changed',
    case new.status
      when 'active' then 'You bring people again' when 'paused' then 'You bring nobody new for now'
      else 'You are no agent any more'
    end,
    concat_ws(
      ' ',
      case new.status
        when 'active' then 'Your links and codes count again.'
        when 'paused' then 'Your links and codes do not count for now. Whom you have brought, you still earn from.'
        else 'Your links and codes do not count any more, and deals of those whom you brought earn you nothing from now on.'
      end,
      'Reason: ' || nullif(new.status_reason, '')
    ),
    jsonb_build_object('status', new.status)
  );
  return null;
end
$$;

comment on function app.tell_agent_of_status() is 'AFTER a change of status: tells the agent, with the reason.';

grant execute on function app.tell_agent_of_status() to app_owner;

-- Who is erased is told nothing more.
create or replace trigger tell_agent_of_status after update of status on agent_profiles
for each row when (old.status <> new.status and new.slug not like 'erased-%') execute function app.tell_agent_of_status();
