-- Members whose messages have waited, and what to do about each. They stay locked: what is written or read meanwhile is
-- seen by the next run, and so is who is being written to just now.
create or replace function app.judge_waiting(as_of timestamptz, most integer) returns table (
  conversation_id uuid, user_id uuid, side text, messages bigint, last_seq bigint, sender uuid, is_told boolean,
  look_again timestamptz
)
language plpgsql security definer set search_path = '' as $$
declare
  patience constant interval := app.setting_interval('message_mail_minutes', 'minutes');
  pause constant interval := interval '15 minutes';
begin
  return query
  with due as materialized (
    select c as member from public.conversation_members as c
    where c.waits_since <= as_of - patience
    order by c.waits_since limit most
    for no key update skip locked
  ),
  seen as (
    select (d.member).*, w.messages, w.last_seq, w.since, w.sender,
      case when w.since is not null then greatest(w.since + patience, (d.member).muted_until) end as due_at
    from due as d cross join lateral app.waiting_of(d.member) as w
  ),
  placed as (
    select s.*, coalesce(s.due_at <= as_of, false) as is_due,
      row_number() over (partition by s.user_id, s.due_at <= as_of order by s.since, s.conversation_id) as place
    from seen as s
  ),
  judged as (
    select p.*, mail.last_at,
      p.is_due and (night.held_until is not null or p.place = 1 and mail.last_at is null) as is_told
    from placed as p
    left join lateral (
      select max(m.at) as last_at from app.mails_about_messages(p.user_id, as_of - pause) as m (at)
      where m.at > as_of - pause
    ) as mail on p.is_due
    left join lateral app.messages_held_until(p.user_id, as_of) as night on p.is_due
  )
  select j.conversation_id, j.user_id, j.side, j.messages, j.last_seq, j.sender, j.is_told, case
    when j.is_told then null
    when j.is_due then coalesce(case when j.place = 1 then j.last_at end, as_of) + pause - patience
    else j.due_at - patience
  end
  from judged as j;
end
$$;

comment on function app.judge_waiting(timestamptz, integer) is
'Of at most so many members for whom something may have waited message_mail_minutes: whom to tell now of what, and when to '
'look again at the others (NULL: nothing waits). One mail in 15 minutes; what is held anyway need not wait for that.';
