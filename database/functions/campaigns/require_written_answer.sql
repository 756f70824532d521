-- A question that must be answered is not answered by what nobody sees.
create or replace function app.require_written_answer() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.survey_questions as q
  where q.id = new.question_id and q.kind = 'text' and q.required and not app.is_written(new.answer #>> '{}');
  if found then
    raise exception using
      errcode = 'check_violation', constraint = 'survey_answer_is_seen_where_it_is_required',
      message = 'the question must be answered';
  end if;
  return null;
end
$$;

comment on function app.require_written_answer() is
'AFTER INSERT on survey_question_responses: the text that a required question asks for holds something that is seen.';

grant execute on function app.require_written_answer() to app_owner;

create or replace trigger require_written_answer after insert on survey_question_responses
for each row execute function app.require_written_answer();
