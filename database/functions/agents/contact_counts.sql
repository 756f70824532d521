-- How many people an agent knows is the platform's business; who they are is not.
create or replace function app.contact_counts(agent_user_id uuid) returns table (status text, contacts bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from public.agent_profiles as a
    where a.user_id = contact_counts.agent_user_id and (a.user_id = auth.uid() or auth.is_privileged())
  ) then
    raise exception using errcode = 'IG003', message = 'no such agent', detail = '{}';
  end if;
  return query
  select s.status, count(c.id)
  from unnest(array['new', 'invited', 'joined', 'opted_out', 'bounced']) with ordinality as s (status, place)
  left join public.agent_contacts as c
    on c.agent_user_id = contact_counts.agent_user_id and c.status = s.status
  group by s.status, s.place
  order by s.place;
end
$$;

comment on function app.contact_counts(uuid) is
'How many contacts an agent has, by status, for the agent and for administrators. Raises IG003 for everybody else.';

grant execute on function app.contact_counts(uuid) to authenticated, admin;
