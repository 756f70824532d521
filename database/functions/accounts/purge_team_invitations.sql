-- Invitations that had ended by then: accepted, revoked or expired. They name people who may never have answered.
create or replace function app.purge_team_invitations(before timestamptz, at_most integer)
returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.team_invitations
  where id in (
    select i.id from public.team_invitations as i
    where coalesce(i.accepted_at, i.revoked_at, i.expires_at) <= before
    order by i.id limit at_most
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_team_invitations(timestamptz, integer) is
'Delete at most so many invitations to brands that had ended by then; how many went.';

grant execute on function app.purge_team_invitations(timestamptz, integer) to service;
