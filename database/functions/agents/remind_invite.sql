-- It looks at what its agent is shown: whether the first mail went out in truth decides whether this one does.
create or replace function app.remind_invite(invite_id uuid, note text) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  wait constant interval := '7 days';
  spacing constant interval := '180 days';
  first public.agent_invites;
  contact public.agent_contacts;
  reason text;
  reminder uuid;
begin
  perform app.begin_inviting();
  select * into first from public.agent_invites as i
  where i.id = invite_id and i.agent_user_id = auth.uid() for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such invite', detail = '{}';
  end if;
  if coalesce(length(note) > 500, true) then
    raise exception using errcode = '22023', message = 'a note that is too long';
  end if;
  select * into contact from public.agent_contacts as c where c.id = first.contact_id for no key update;
  reason := case
    when first.channel <> 'email' or first.reminder_of is not null then 'no_first_mail'
    when contact.id is null then 'contact_forgotten'
    when first.shown_status not in ('sent', 'opened', 'clicked') or contact.status <> 'invited' then 'not_open'
    when app.address_hmac(app.mailbox_of(contact.email)) is distinct from first.address_hmac then 'contact_changed'
    when app.invite_decision_for(contact.country, contact.email) <> 'allowed' then 'country'
    when exists (select from public.agent_invites as i where i.reminder_of = first.id) then 'reminded_already'
    when first.created_at > now() - wait then 'too_early'
    when first.created_at < now() - spacing then 'too_late'
  end;
  if reason is not null then
    raise exception using errcode = 'IR010', message = 'this invite is not reminded of: ' || reason,
      detail = jsonb_build_object('reason', reason)::text;
  end if;
  perform app.count_invite();
  select w.invite_id into reminder from app.write_invite(contact, 'email', note, first.id, first.withheld) as w;
  return reminder;
end
$$;

comment on function app.remind_invite(uuid, text) is
'A second and last mail of an invite, a week after the first; the id of the new invite. IM005, IG003, IR009, IR010 with the reason: '
'no_first_mail, contact_forgotten, not_open, contact_changed, country, reminded_already, too_early, too_late.';

grant execute on function app.remind_invite(uuid, text) to authenticated;
