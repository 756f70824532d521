-- The token proves that the mail arrived, the address that it was this person's: both are asked for. Mostly the sign-up
-- has taken it up before; then this says which invitation it became.
create or replace function app.redeem_email_invitation(invitation_token_hash bytea)
returns table (campaign_id uuid, status text, invitation_id uuid)
language plpgsql security definer set search_path = '' as $$
declare
  asked record;
begin
  select e.id, e.email, e.status, e.expires_at, i.creator_user_id into asked
  from public.email_invitations as e left join public.campaign_invitations as i on i.id = e.invitation_id
  where e.token_hash = invitation_token_hash;
  if not found or asked.status not in ('pending', 'invited') or (asked.status = 'pending' and asked.expires_at <= now()) then
    raise exception using errcode = 'IC074', message = 'no such invitation', detail = '{}';
  end if;
  -- A forwarded mail must not open the door to whoever reads it.
  if asked.creator_user_id <> auth.uid() or not exists (
    select from auth.users as u where u.id = auth.uid() and u.email = asked.email and u.confirmed_at is not null
  ) then
    raise exception using errcode = 'IC075', message = 'for another address', detail = '{}';
  end if;
  if not exists (select from app.active_creators(array[auth.uid()])) then
    raise exception using errcode = 'IC016', message = 'no creator', detail = '{}';
  end if;
  if asked.status = 'pending' then
    perform app.take_up_email_invitation(asked.id, auth.uid());
  end if;
  return query
  select e.campaign_id, e.status, e.invitation_id from public.email_invitations as e where e.id = asked.id;
end
$$;

comment on function app.redeem_email_invitation(bytea) is
'The invitation to the caller''s address is taken up, if it was not yet; what has become of it. IC074 (unknown, withdrawn, lapsed, expired), '
'IC075 (another address), IC016 (no creator).';

grant execute on function app.redeem_email_invitation(bytea) to authenticated, admin;
