-- Mail that waits by our own fault waits until somebody mends it, and only administrators can. Once a day and cause: each
-- batch that is refused says it again.
create or replace function app.announce_mail_trouble(cause text, reason text) returns integer
language sql security definer set search_path = '' as $$
  with told as (
    insert into public.notifications (user_id, category, type, title, message, metadata, deduplication_key)
    select
      u.id, 'system', 'mail_waits', 'Mail does not go out',
      left('The mail provider refuses what we send, and mails wait: '
        || announce_mail_trouble.reason || '. They go out by themselves once the cause is mended.', 5000),
      jsonb_build_object('cause', left(announce_mail_trouble.cause, 100)),
      concat_ws(' ', 'mail waits', left(announce_mail_trouble.cause, 100), (now() at time zone 'UTC')::date)
    from auth.users as u
    where u.status = 'active'
      and exists (select from public.user_roles as r where r.user_id = u.id and r.role = 'admin')
    order by u.id
    on conflict (user_id, deduplication_key) where deduplication_key is not null do nothing
    returning 1
  )
  select count(*)::integer from told
$$;

comment on function app.announce_mail_trouble(text, text) is
'Tells each active administrator that mail waits, and the provider''s word for why; once per cause and day (UTC). How many '
'were told.';

grant execute on function app.announce_mail_trouble(text, text) to service;
