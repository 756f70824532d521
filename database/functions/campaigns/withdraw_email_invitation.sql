create or replace function app.withdraw_email_invitation(email_invitation_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  asked record;
begin
  perform app.require_manager(
    (select e.brand_id from public.email_invitations as e where e.id = withdraw_email_invitation.email_invitation_id)
  );
  -- It locks before it judges: who signs up at this moment is invited, or not.
  select e.status into asked from public.email_invitations as e
  where e.id = withdraw_email_invitation.email_invitation_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such invitation', detail = '{}';
  elsif asked.status <> 'pending' then
    raise exception using
      errcode = 'IC070', message = 'the invitation is ' || asked.status,
      detail = jsonb_build_object('from', asked.status, 'allowed', '[]'::jsonb)::text;
  end if;
  perform app.close_email_invitation(email_invitation_id, 'withdrawn');
end
$$;

comment on function app.withdraw_email_invitation(uuid) is
'Pending → withdrawn, by those who run the campaign. What has become an invitation is withdrawn as such. '
'Raises IG003, IM005, IC070.';

grant execute on function app.withdraw_email_invitation(uuid) to authenticated, admin;
