-- A mail that tells of several is one mail. What was read before it went out is none.
-- Neither a definer nor with settings of its own: so it becomes a part of the statement that asks, whose function is both.
create or replace function app.mails_about_messages(user_id uuid, since timestamptz) returns setof timestamptz
language sql stable as $$
  select mail.next_attempt_at
  from public.notifications as n
  inner join public.notification_deliveries as d on d.notification_id = n.id
  inner join public.notification_deliveries as mail on mail.id = coalesce(d.told_by, d.id)
  where n.user_id = mails_about_messages.user_id and n.category = 'messages'
    -- What was held is told a day and a night later at most.
    and n.created_at > mails_about_messages.since - interval '3 days'
    and mail.status in ('pending', 'sent') and mail.next_attempt_at >= mails_about_messages.since
  group by mail.id, mail.next_attempt_at
$$;

comment on function app.mails_about_messages(uuid, timestamptz) is
'When mails of the category messages went, or are about to go, to somebody since then.';
