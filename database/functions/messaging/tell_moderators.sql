-- Once, until all is decided: who looks finds the rest. Two at the same time wait for each other, and the second is no news.
create or replace function app.tell_moderators() returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('what waits for moderators', 0));
  if not exists (select from public.held_messages as h where h.status = 'held')
    and not exists (select from public.message_reports as r where r.status = 'open')
  then
    perform app.notify_administrators(
      'system', 'moderation_waits', 'Messages wait for your decision',
      'A message was kept back, or was reported. Look at the held messages and at the open reports.'
    );
  end if;
end
$$;

comment on function app.tell_moderators() is
'Before a message is kept back, or reported: tells administrators where nothing else waits for their decision.';
