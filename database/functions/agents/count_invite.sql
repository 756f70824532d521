-- Whatever became of them: what is withheld counts as well, or the count would tell.
create or replace function app.count_invite() returns void
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := (app.setting('agent_invite_daily_limit') #>> '{}')::integer;
begin
  if (
    select count(*) from public.agent_invites as i
    where i.agent_user_id = auth.uid() and i.created_at > now() - interval '1 day'
  ) >= most then
    raise exception using errcode = 'IR009', message = 'too many invites of this agent',
      detail = jsonb_build_object('most_per_day', most)::text;
  end if;
end
$$;

comment on function app.count_invite() is
'IR009 where the actor made agent_invite_daily_limit invites in 24 hours. They take turns: app.begin_inviting.';
