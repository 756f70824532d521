-- The token is in the message until the mail is out, and nowhere else: what is kept is its hash.
create or replace function app.write_invite(
  contact public.agent_contacts, channel text, note text, reminder_of uuid, withheld text
) returns table (invite_id uuid, token text)
language plpgsql security definer set search_path = '' as $$
declare
  secret constant text := replace(gen_random_uuid() || '' || gen_random_uuid(), '-', ''); -- 244 random bits
  made constant uuid := uuidv7();
begin
  insert into public.agent_invites (
    id, agent_user_id, contact_id, address_hmac, channel, template, status, token_hash, reminder_of, withheld, sent_at
  ) values (
    made, contact.agent_user_id, contact.id,
    app.address_hmac(app.mailbox_of(
      case when channel = 'share' then coalesce(contact.email, contact.phone_e164) else contact.email end
    )),
    channel, case when channel = 'share' then 'share_text' else 'agent_invite' end,
    case when channel = 'share' then 'sent' else 'queued' end, sha256(convert_to(secret, 'UTF8')),
    write_invite.reminder_of, write_invite.withheld, case when channel = 'share' then now() end
  );
  update public.agent_contacts as c
  set status = 'invited', last_invited_at = now(), forget_at = now() + interval '180 days' where c.id = contact.id;
  if channel = 'email' then
    insert into public.outbox (topic, payload, deduplication_key)
    select 'email', jsonb_build_object(
      'template', 'agent_invite', 'to', contact.email, 'token', secret, 'agent_invite_id', made,
      'agent_name', case when btrim(p.full_name) in ('', a.display_name) then a.display_name
        else a.display_name || ' (' || btrim(p.full_name) || ')' end,
      'first_name', split_part(btrim(contact.name), ' ', 1), 'basis', contact.lawful_basis,
      'note', write_invite.note, 'is_reminder', write_invite.reminder_of is not null
    ), 'agent invite ' || made
    from public.agent_profiles as a inner join public.user_profiles as p on p.id = a.user_id
    where a.user_id = contact.agent_user_id;
  end if;
  return query select made, case when channel = 'share' then secret end;
end
$$;

comment on function app.write_invite(public.agent_contacts, text, text, uuid, text) is
'The row of an invite and, by email, its message; the token only of what the agent shares. withheld: why no mail will go out.';
