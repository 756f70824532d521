-- Nobody is kept from signing up by an invitation: what a lock or a fault holds up, the hourly job tries again
-- (app.settle_email_invitations). Campaign by campaign, so that two who come at once take them in one order.
create or replace function app.take_up_email_invitations_of(person uuid) returns integer
language plpgsql security definer set search_path = '' set lock_timeout = '500ms' as $$
declare
  asked uuid;
  taken integer := 0;
begin
  for asked in
    select e.id
    from auth.users as u inner join public.email_invitations as e on e.email = u.email
    where u.id = person and u.confirmed_at is not null and e.status = 'pending' and e.expires_at > now()
      and exists (select from app.active_creators(array[u.id]))
    order by e.campaign_id
  loop
    begin
      taken := taken + (app.take_up_email_invitation(asked, person) is not null)::integer;
    exception when others then
      raise warning 'email invitation % cannot be taken up: %', asked, sqlerrm;
    end;
  end loop;
  return taken;
end
$$;

comment on function app.take_up_email_invitations_of(uuid) is
'What waits for the confirmed address of an active creator becomes invitations; how many. Never fails.';
