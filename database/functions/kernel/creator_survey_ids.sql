-- For the policy of questions, which carry no status: a draft is the brand's alone.
create or replace function auth.creator_survey_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array(
    select s.id from public.surveys as s
    where s.campaign_id = any(auth.creator_current_campaign_ids()) and s.status <> 'draft'
  )
$$;

comment on function auth.creator_survey_ids() is
'Surveys that are or were open, of campaigns that the actor takes part in or is invited to at this moment.';

grant execute on function auth.creator_survey_ids() to authenticated, admin;
