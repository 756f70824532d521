create or replace function app.begin_inviting() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.agent_profiles as a
  inner join auth.users as u on u.id = a.user_id and u.status = 'active'
  where a.user_id = auth.uid() and a.status = 'active' for share of a;
  if not found then
    raise exception using errcode = 'IM005', message = 'no active agent', detail = '{}';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('agent invites by ' || auth.uid(), 0));
end
$$;

comment on function app.begin_inviting() is
'IM005 where the actor is no active agent (paused, banned, barred); their invites, in whichever windows, one after the other.';
