-- Deadlines remind before they fall. Marked and told in one statement: nobody hears it twice.
create or replace function app.announce_invitation_deadlines(as_of timestamptz, batch integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select i.id from public.campaign_invitations as i
    where i.status = 'pending' and i.reminded_at is null and i.expires_at > as_of
      and i.expires_at <= as_of + app.setting_interval('invitation_notice_hours', 'hours')
      and i.invited_at < i.expires_at - app.setting_interval('invitation_notice_hours', 'hours')
    order by i.expires_at limit batch for no key update skip locked
  ),
  marked as (
    update public.campaign_invitations as i set reminded_at = as_of from due where i.id = due.id
    returning i.id, i.creator_user_id, i.campaign_id, i.expires_at, i.invited_by, i.agreed_amount,
      i.message
  ),
  told as (
    select app.notify_caused(
      m.invited_by, m.creator_user_id, 'campaigns', 'invitation_expires_soon', 'An invitation expires soon',
      format('Your invitation to "%s" expires on %s UTC.', c.name, to_char(m.expires_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
      app.offer_facts(m.id, false, m.agreed_amount, m.message)
    ) as notification
    from marked as m inner join public.campaigns as c on c.id = m.campaign_id
  )
  select count(told.notification)::integer from told
$$;

comment on function app.announce_invitation_deadlines(timestamptz, integer) is
'Tells creators whose invitation is about to expire, once; not where it was that short from the start.';

grant execute on function app.announce_invitation_deadlines(timestamptz, integer) to service;
