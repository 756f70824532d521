-- Whoever could fill the queue would keep everybody else's messages in it for days.
create or replace function app.require_few_held() returns void
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 20;
begin
  -- Two at the same time, in whatever conversations: the second counts the first.
  perform pg_advisory_xact_lock(hashtextextended('held messages of ' || auth.uid(), 0));
  if most <= (
    select count(*) from public.held_messages as h where h.sender_user_id = auth.uid() and h.status = 'held'
  ) then
    raise exception using
      errcode = 'IZ012', message = 'too many wait already', detail = jsonb_build_object('most', most)::text;
  end if;
end
$$;

comment on function app.require_few_held() is
'The actor has less than 20 messages that wait for an administrator; nobody adds another one until the transaction ends. '
'Raises IZ012.';
