create or replace function app.note_answered_survey() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.record_fact(
    'survey.answered', new.respondent_user_id, now(),
    jsonb_build_object('role', 'creator', 'brand_id', new.brand_id, 'campaign_id', new.campaign_id), new.survey_id::text
  );
  return null;
end
$$;

comment on function app.note_answered_survey() is 'AFTER INSERT on survey_responses: a fact for who answered.';

grant execute on function app.note_answered_survey() to app_owner;

create or replace trigger note_answered_survey after insert on survey_responses
for each row execute function app.note_answered_survey();
