-- What only one person hears: how much they have not read, as it is now; what became of a message that was held back, as long
-- as they may read what it was written in.
create or replace function app.own_hearing(payload jsonb) returns table (user_id uuid, event jsonb)
language sql stable security definer set search_path = '' as $$
  select p.user_id, (payload - '{type,user_id,key,only}'::text[]) || case payload ->> 'type'
    when 'unread.changed' then coalesce((
      select jsonb_build_object(
        'unread_count', m.unread_count, 'marked_unread', m.marked_unread, 'last_read_seq', m.last_read_seq
      )
      from public.conversation_members as m
      where m.conversation_id = p.conversation_id and m.user_id = p.user_id
    ), '{}') || jsonb_build_object('badge', app.badge_of(p.user_id))
    else '{}'
  end
  from (
    select app.id_in(payload, 'user_id') as user_id, app.id_in(payload, 'conversation_id') as conversation_id
  ) as p
  where payload ->> 'type' not like 'message.%' or exists (
    select from public.conversations as c
    where c.id = p.conversation_id and app.may_hear(p.user_id, c.brand_id, c.person_user_id)
  )
$$;

comment on function app.own_hearing(jsonb) is
'What the person of unread.changed, message.held, message.released, message.refused or channel.renewed is to hear.';
