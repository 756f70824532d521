-- Told, and that it was told, in one transaction: a crash tells nobody twice and forgets nobody. Of what is held until the
-- morning there is one notification for each conversation, the last one; so nobody may gather it meanwhile.
create or replace function app.notify_waiting_messages(
  as_of timestamptz, most integer, out looked integer, out told integer
)
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('gather digests', 0));
  with judged as materialized (
    select * from app.judge_waiting(as_of, most)
  ),
  overtaken as (
    delete from public.notifications as n using judged as j, public.notification_deliveries as d
    where j.is_told and n.user_id = j.user_id and n.category = 'messages' and n.type = 'messages_waiting'
      and n.metadata ->> 'conversation_id' = j.conversation_id::text
      and d.notification_id = n.id and d.status = 'held'
  ),
  written as (
    insert into public.notifications (
      user_id, caused_by, category, type, title, message, metadata, deduplication_key, created_at
    )
    select
      j.user_id, j.sender, 'messages', 'messages_waiting', news.title, news.message,
      jsonb_build_object(
        'conversation_id', j.conversation_id, 'from_name', news.from_name, 'messages', j.messages, 'seq', j.last_seq
      ),
      concat_ws(' ', 'messages waiting', j.conversation_id, j.last_seq), as_of
    from judged as j cross join lateral app.waiting_news(j.conversation_id, j.side, j.messages) as news
    where j.is_told
    on conflict (user_id, deduplication_key) where deduplication_key is not null do nothing
    returning 1
  ),
  noted as (
    update public.conversation_members as m
    set notified_seq = case when j.is_told then j.last_seq else m.notified_seq end, waits_since = j.look_again
    from judged as j where m.conversation_id = j.conversation_id and m.user_id = j.user_id
    returning 1
  )
  select (select count(*) from written), (select count(*) from noted) into told, looked;
end
$$;

comment on function app.notify_waiting_messages(timestamptz, integer) is
'Looks at most at so many members for whom messages of the other side may have waited message_mail_minutes, and tells those '
'for whom they have: one notification for each conversation, mailed at once, or in the morning. How many of each.';

grant execute on function app.notify_waiting_messages(timestamptz, integer) to service;
