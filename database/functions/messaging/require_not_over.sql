-- What was closed, because it was over for long, is not begun anew.
create or replace function app.require_not_over(kind text, subject_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  since timestamptz;
begin
  select max(c.closed_at) into since from public.conversations as c
  where c.kind = require_not_over.kind and c.closed_at is not null
    and c.subject_id = require_not_over.subject_id
    and (c.deal_id = c.subject_id or c.application_id = c.subject_id or c.participant_id = c.subject_id);
  if since is not null then
    raise exception using
      errcode = 'IZ001', message = 'the conversation is closed',
      detail = jsonb_build_object('closed_at', since)::text;
  end if;
end
$$;

comment on function app.require_not_over(text, uuid) is 'Raises IZ001 where the conversation about a subject was closed.';
