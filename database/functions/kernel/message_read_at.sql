-- The other side's own rows are theirs; what the writer may know is when it was read. Whoever read it may have left since:
-- then it is only known that it was, so not before it was written.
create or replace function app.message_read_at(conversation_id uuid, seq bigint) returns timestamptz
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (
      select min(r.last_read_at) from public.conversation_members as r
      where r.conversation_id = c.id and r.last_read_seq >= m.seq and (r.side = 'person') <> (m.side = 'person')
    ), m.created_at
  )
  from public.conversations as c inner join public.messages as m on m.conversation_id = c.id
  where c.id = message_read_at.conversation_id and m.seq = message_read_at.seq
    and m.seq <= case m.side when 'person' then c.team_read_seq else c.person_read_seq end
    and (c.brand_id = any(auth.brand_ids()) or c.person_user_id = auth.uid() or auth.is_privileged())
$$;

comment on function app.message_read_at(uuid, bigint) is
'When the first of the other side said that they had read up to a message, or further; NULL: nobody has, or the actor has no part.';

grant execute on function app.message_read_at(uuid, bigint) to authenticated, admin, service;
