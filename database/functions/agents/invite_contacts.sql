-- In the order of their addresses: two agents who invite the same people would else wait for each other.
create or replace function app.invite_contacts(contact_ids uuid[], channel text, note text)
returns table (contact_id uuid, outcome text, invite_id uuid, token text)
language plpgsql security definer set search_path = '' as $$
begin
  if coalesce(channel not in ('email', 'share') or length(note) > 500 or cardinality(contact_ids) > 100, true) then
    raise exception using errcode = '22023', message = 'no such channel, too many contacts, or a note that is too long';
  end if;
  perform app.begin_inviting();
  return query
  select wanted.id, made.outcome, made.invite_id, made.token
  from (
    select g.id from unnest(contact_ids) as g (id)
    left join public.agent_contacts as c on c.id = g.id and c.agent_user_id = auth.uid()
    order by app.address_hmac(app.mailbox_of(coalesce(c.email, c.phone_e164))), g.id
  ) as wanted
  cross join lateral app.invite_contact(wanted.id, invite_contacts.channel, invite_contacts.note) as made;
end
$$;

comment on function app.invite_contacts(uuid[], text, text) is
'Invite at most 100 contacts of the actor, all or none, by email or with texts to share; see app.invite_contact for the outcomes. '
'note: at most 500 characters. IM005, IG003 (no such contact), IR009 (too many in 24 hours).';

grant execute on function app.invite_contacts(uuid[], text, text) to authenticated;
