-- A trigger and no policy: a policy must not look up another table for each row. After the policy has spoken: a stranger does
-- not learn which surveys are open.
create or replace function app.require_open_survey() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.surveys as s
  where s.id = new.survey_id and s.status = 'open' and (s.closes_at is null or s.closes_at > now());
  if not found then
    raise exception using errcode = 'IC015', message = 'the survey is not open', detail = '{}';
  end if;
  return null;
end
$$;

comment on function app.require_open_survey() is 'AFTER INSERT on survey_responses. Raises IC015.';

grant execute on function app.require_open_survey() to app_owner;

create or replace trigger require_open_survey after insert on survey_responses
for each row execute function app.require_open_survey();
