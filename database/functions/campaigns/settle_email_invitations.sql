-- What a sign-up of the same moment, a lock, or a pause of the campaign left. What still cannot be taken up waits for the
-- next hour, and takes no place from the others: each pass goes on behind the last.
create or replace function app.settle_email_invitations(
  as_of timestamptz, after uuid, batch integer, out taken_up integer, out expired integer, out last_looked_at uuid
)
language plpgsql security definer set search_path = '' as $$
declare
  asked record;
begin
  taken_up := 0;
  for asked in
    select e.id, u.id as person
    from public.email_invitations as e inner join auth.users as u on u.email = e.email
    where e.status = 'pending' and e.expires_at > as_of and u.confirmed_at is not null
      and (settle_email_invitations.after is null or e.id > settle_email_invitations.after)
      and exists (select from app.active_creators(array[u.id]))
    order by e.id limit batch
  loop
    taken_up := taken_up + app.take_up_email_invitations_of(asked.person);
    last_looked_at := asked.id;
  end loop;
  perform app.close_email_invitation(e.id, 'expired') from (
    select o.id from public.email_invitations as o
    where o.status = 'pending' and o.expires_at <= as_of order by o.expires_at, o.id limit batch
    for no key update skip locked
  ) as e;
  get diagnostics expired = row_count;
end
$$;

comment on function app.settle_email_invitations(timestamptz, uuid, integer) is
'One bounded pass: pending invitations of creators who are here are taken up, those whose time is over expire. '
'last_looked_at: where the next pass goes on; NULL where nothing was left.';

grant execute on function app.settle_email_invitations(timestamptz, uuid, integer) to service;
