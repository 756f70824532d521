-- With the redaction in one transaction: nobody is told that they were right while all still read it.
create or replace function app.review_report(report_id uuid, outcome text, note text, redacts boolean) returns void
language plpgsql security definer set search_path = '' as $$
declare
  report public.message_reports;
  conversation public.conversations;
begin
  select r.* into report from public.message_reports as r where r.id = review_report.report_id;
  select c.* into conversation from public.conversations as c where c.id = report.conversation_id;
  perform app.require_moderator(conversation, (
    select m.sender_user_id from public.messages as m
    where m.conversation_id = report.conversation_id and m.seq = report.seq
  ));
  if report.reporter_user_id = auth.uid() then
    raise exception using errcode = 'IK033', message = 'who decides has reported it', detail = '{}';
  end if;
  perform from public.conversations as c where c.id = report.conversation_id for no key update;
  update public.message_reports as r set
    status = review_report.outcome, reviewed_by = auth.uid(), reviewed_at = now(), review_note = review_report.note
  where r.id = report.id and r.status = 'open';
  if not found then
    raise exception using
      errcode = 'IZ006', message = 'decided already', detail = jsonb_build_object('table', 'message_reports')::text;
  end if;
  if redacts and outcome = 'upheld' then
    perform app.redact_message(report.conversation_id, report.seq, review_report.note);
  end if;
  perform app.notify(
    report.reporter_user_id, 'system', 'message_report_' || review_report.outcome, 'Your report was looked at',
    case review_report.outcome
      when 'upheld' then 'An administrator agrees with your report of a message. Thank you.'
      else 'An administrator has looked at the message that you reported, and found it within our rules.' end,
    jsonb_build_object('conversation_id', report.conversation_id, 'seq', report.seq, 'report_id', report.id)
  );
end
$$;

comment on function app.review_report(uuid, text, text, boolean) is
'An administrator decides on a report (upheld, dismissed), with a note for administrators; upheld, it may redact the message, '
'whose reason is the note then. The reporter is told. Raises IM005, IG003, IK033, IZ006.';

grant execute on function app.review_report(uuid, text, text, boolean) to authenticated, admin;
