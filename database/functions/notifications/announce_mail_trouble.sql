-- Mail that waits by our own fault waits until somebody mends it, and only administrators can. Once a day and cause: each
-- batch that is refused says it again.
create or replace function app.announce_mail_trouble(cause text, reason text) returns integer
language sql security definer set search_path = '' as $$
  select app.notify_administrators(
    'system', 'mail_waits', 'Mail does not go out',
    'The mail provider refuses what we send, and mails wait: ' || announce_mail_trouble.reason
    || '. They go out by themselves once the cause is mended.',
    jsonb_build_object('cause', left(announce_mail_trouble.cause, 100)),
    concat_ws(' ', 'mail waits', left(announce_mail_trouble.cause, 100), (now() at time zone 'UTC')::date)
  )
$$;

comment on function app.announce_mail_trouble(text, text) is
'Tells each active administrator that mail waits, and the provider''s word for why; once per cause and day (UTC). How many '
'were told.';

grant execute on function app.announce_mail_trouble(text, text) to service;
