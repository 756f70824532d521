-- What of a conversation is worth a mail: what the other side wrote behind the reader's last answer, which can still be
-- read, by nobody whom the reader blocked or we banned. What colleagues and the system wrote is unread, too, but not mailed.
-- Neither a definer nor with settings of its own: so it becomes a part of the statement that asks, whose function is both.
create or replace function app.waiting_of(member public.conversation_members) returns table (
  messages bigint, first_seq bigint, last_seq bigint, since timestamptz, sender uuid
)
language sql stable as $$
  select
    count(*), min(m.seq), max(m.seq),
    min(m.created_at) filter (where m.seq > member.notified_seq),
    (array_agg(m.sender_user_id order by m.seq) filter (where m.seq > member.notified_seq))[1]
  from app.hears_by_mail(member)
  cross join (
    select max(own.seq) as seq from public.messages as own
    where own.conversation_id = member.conversation_id and own.seq > greatest(member.last_read_seq, member.joined_seq)
      and own.sender_user_id = member.user_id
  ) as answered
  inner join public.messages as m
    on m.conversation_id = member.conversation_id
    and m.seq > greatest(member.last_read_seq, member.joined_seq, answered.seq)
  where m.side not in (member.side, 'system') and m.redacted_at is null
    and not exists (
      select from auth.users as u where u.id = m.sender_user_id and u.status in ('banned', 'deleted')
    )
    and not exists (
      select from public.user_blocks as b
      where b.blocker_user_id = member.user_id and b.blocked_user_id = m.sender_user_id
    )
$$;

comment on function app.waiting_of(public.conversation_members) is
'Messages of the other side behind a member''s read mark and last answer: how many, the first and the last; since when one '
'waits behind what was told by mail (NULL: none), and who sent that one.';
