-- Asked each time that mails are planned, the last moment before they go: what was true when the agent asked may not be any more.
create or replace function app.list_withheld_invites(message_ids uuid[]) returns table (message_id uuid, reason text)
language sql stable security definer set search_path = '' as $$
  select found.message_id, found.reason
  from (
    select o.id as message_id, case
      when i.id is null or c.id is null or app.address_hmac(m.address) is distinct from i.address_hmac then 'gone'
      when i.status <> 'queued' then coalesce(i.withheld, 'gone')
      when exists (
        select from public.invite_suppressions as s where s.address_hmac = i.address_hmac and s.channel = 'email'
      ) then 'opted_out'
      when i.withheld is not null then i.withheld
      when exists (select from public.notification_unsubscribes as s where s.email in (c.email, m.address)) then 'unsubscribed'
      when exists (select from auth.users as u where u.email in (c.email, m.address)) then 'account'
      when d.decision = 'share_only' or (d.decision = 'one_message' and i.reminder_of is not null) then 'law'
      -- The first one waited long: two mails at once are none of a reminder.
      when f.sent_at > now() - interval '3 days' or (i.reminder_of is not null and f.sent_at is null) then 'too_much_mail'
      when a.status <> 'active' or s.status <> 'active' then 'agent'
    end as reason
    from unnest(message_ids) as given (id)
    inner join public.outbox as o on o.id = given.id and o.topic = 'email' and o.payload ->> 'template' = 'agent_invite'
    left join public.agent_invites as i on i.id = (
      case when pg_input_is_valid(o.payload ->> 'agent_invite_id', 'uuid') then o.payload ->> 'agent_invite_id' end
    )::uuid
    left join public.agent_invites as f on f.id = i.reminder_of
    left join public.agent_contacts as c on c.id = i.contact_id
    cross join lateral (select app.mailbox_of(c.email) as address) as m
    left join public.agent_profiles as a on a.user_id = i.agent_user_id
    left join auth.users as s on s.id = i.agent_user_id
    left join lateral (select app.invite_decision_for(c.country, c.email) as decision) as d on true
  ) as found
  where found.reason is not null
$$;

comment on function app.list_withheld_invites(uuid[]) is
'Those of the messages of the outbox that are invites and must not be mailed, with the reason as agent_invites.withheld names it.';

grant execute on function app.list_withheld_invites(uuid[]) to service;
