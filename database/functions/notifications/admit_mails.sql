-- The one limit of mail that people cause, wherever it was caused: asked when mails are planned, by the one worker that
-- there is. A message that passed says so from then on: its batch must go out again as it was.
create or replace function app.admit_mails(message_ids uuid[]) returns uuid[]
language plpgsql security definer set search_path = '' as $$
declare
  mail record;
  refused uuid[] := '{}';
begin
  for mail in
    select
      o.id, o.topic = 'notification.email' or coalesce(i.id, e.id, a.id) is not null as is_told,
      coalesce(n.caused_by, i.invited_by, e.invited_by, a.agent_user_id) as cause,
      coalesce(n.user_id::text, encode(sha256(convert_to(lower(o.payload ->> 'to'), 'UTF8')), 'hex')) as recipient
    from unnest(message_ids) with ordinality as given (id, place)
    inner join public.outbox as o on o.id = given.id
    left join public.notification_deliveries as d
      on o.topic = 'notification.email' and d.id = (o.payload ->> 'delivery_id')::uuid
    left join public.notifications as n on n.id = d.notification_id
    left join public.team_invitations as i
      on o.topic = 'email' and i.id = (
        case when pg_input_is_valid(o.payload ->> 'invitation_id', 'uuid') then o.payload ->> 'invitation_id' end
      )::uuid
    left join public.email_invitations as e
      on o.topic = 'email' and e.id = (
        case when pg_input_is_valid(o.payload ->> 'email_invitation_id', 'uuid')
          then o.payload ->> 'email_invitation_id' end
      )::uuid
    left join public.agent_invites as a
      on o.topic = 'email' and a.id = (
        case when pg_input_is_valid(o.payload ->> 'agent_invite_id', 'uuid') then o.payload ->> 'agent_invite_id' end
      )::uuid
    where not o.payload ? 'admitted' and o.payload ->> 'template' is distinct from 'erasure_receipt'
      -- What nobody else caused is told, however much it is; and a digest has waited already.
      and (o.topic = 'email' or n.caused_by <> n.user_id)
      and not exists (select from public.notification_deliveries as told where told.told_by = d.id)
    order by given.place
  loop
    begin
      perform app.take(
        case when mail.is_told then 'notification' else 'account_mail' end,
        jsonb_build_object('cause', mail.cause || '>' || mail.recipient, 'recipient', mail.recipient),
        1, 'mail', 0, clock_timestamp()
      );
    exception when sqlstate 'IL001' then
      refused := refused || mail.id;
    end;
  end loop;
  update public.outbox as o set payload = o.payload || '{"admitted": true}'
  where o.id = any(message_ids) and o.id <> all(refused) and not o.payload ? 'admitted';
  return refused;
end
$$;

comment on function app.admit_mails(uuid[]) is
'Counts messages of the outbox that are about to be mailed: per person who caused one and its reader, and per reader; '
'account mail per address. Those that are too many, which are not counted.';

grant execute on function app.admit_mails(uuid[]) to service;
