-- They name people who may never have answered.
create or replace function app.purge_email_invitations(before timestamptz, at_most integer) returns integer
language plpgsql security definer set search_path = '' as $$
declare
  purged integer;
begin
  delete from public.email_invitations
  where id in (
    select e.id from public.email_invitations as e where e.ended_at <= before order by e.ended_at limit at_most
  );
  get diagnostics purged = row_count;
  return purged;
end
$$;

comment on function app.purge_email_invitations(timestamptz, integer) is
'Delete at most so many invitations to addresses that had ended by then; how many went.';

grant execute on function app.purge_email_invitations(timestamptz, integer) to service;
