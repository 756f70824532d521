-- The only place that says who hears what: whoever is barred hears nothing, and each hears it under the name of today. A name
-- that was given up hears only that it was. `only`: the others have heard it before.
create or replace function app.hearers(payload jsonb) returns table (user_id uuid, channel text, event jsonb)
language sql stable security definer set search_path = '' as $$
  with heard as (
    select h.user_id, h.event from app.conversation_hearers(payload) as h
    where payload ->> 'type' in ('message.created', 'message.redacted', 'conversation.read', 'conversation.revised', 'typing')
    union all
    select h.user_id, h.event from app.subject_hearers(payload) as h
    where payload ->> 'type' in ('notification.created', 'deal.status', 'campaign.status')
    union all
    select h.user_id, h.event from app.own_hearing(payload) as h
    where payload ->> 'type' in (
      'unread.changed', 'message.held', 'message.released', 'message.refused', 'channel.renewed'
    )
  )

  select
    h.user_id, format('/users/%s/%s', h.user_id, case payload ->> 'type'
      when 'channel.renewed' then payload ->> 'key'
      else c.key
    end),
    jsonb_build_object('v', 1, 'type', payload -> 'type') || h.event
  from heard as h
  inner join public.realtime_channels as c on c.user_id = h.user_id
  inner join auth.users as u on u.id = h.user_id and u.status = 'active'
  where payload -> 'only' is null or payload -> 'only' ? h.user_id::text
$$;

comment on function app.hearers(jsonb) is
'Who is to hear of what app.queue_event was told, in which channel, and the event; nobody where the type is not known.';

grant execute on function app.hearers(jsonb) to service;
