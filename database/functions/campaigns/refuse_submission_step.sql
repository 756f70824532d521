-- Review and revision refuse in the same words, with the status of this moment.
create or replace function app.refuse_submission_step(submission_id uuid, wanted text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  present constant text := (
    select s.status from public.creator_submissions as s where s.id = refuse_submission_step.submission_id
  );
begin
  raise exception using
    errcode = 'IC004', message = format('the submission is %s', present),
    detail = jsonb_build_object('from', present, 'to', wanted)::text;
end
$$;

comment on function app.refuse_submission_step(uuid, text) is 'Raises IC004 with the present status.';
