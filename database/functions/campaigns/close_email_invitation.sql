-- Its mail, if it is not out yet, stays here.
create or replace function app.close_email_invitation(email_invitation_id uuid, status text, reason text default null)
returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.email_invitations as e
  set status = close_email_invitation.status, lapse_reason = close_email_invitation.reason, ended_at = now()
  where e.id = email_invitation_id and e.status = 'pending';
  delete from public.outbox as o
  where o.topic = 'email' and o.deduplication_key = 'email invitation ' || email_invitation_id
    and o.processed_at is null and not o.payload ? 'batch';
end
$$;

comment on function app.close_email_invitation(uuid, text, text) is
'Pending → withdrawn, lapsed (for that reason) or expired; what has ended stays as it ended.';
