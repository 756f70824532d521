-- Who does not say what they do and where is out of reach of 30 points of 100. Marked and told in one statement; nobody
-- is told of a profile that was filled while this ran, and after a quarter of a year silence is an answer.
create or replace function app.nudge_creators(as_of timestamptz, at_most integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select p.user_id from public.creator_profiles as p
    inner join auth.users as u on u.id = p.user_id and u.status = 'active'
    where (p.categories = '{}' or p.country_code is null)
      and coalesce(p.nudged_at, p.created_at) <= nudge_creators.as_of - app.setting_interval('profile_nudge_days', 'days')
      and coalesce(p.nudged_at, p.created_at) > nudge_creators.as_of - interval '90 days'
      and p.created_at > nudge_creators.as_of - interval '90 days'
      and exists (select from public.user_roles as r where r.user_id = p.user_id and r.role = 'creator')
    order by coalesce(p.nudged_at, p.created_at) limit nudge_creators.at_most for no key update of p skip locked
  ), marked as (
    update public.creator_profiles as p set nudged_at = nudge_creators.as_of
    from due as d where p.user_id = d.user_id
    returning p.user_id
  ), told as (
    select app.notify(
      m.user_id, 'system', 'profile_incomplete', 'Brands cannot find you yet',
      'Your profile does not say what you do and where you are. Brands look for both: fill it in, and you are suggested '
      'for campaigns that fit you.'
    ) from marked as m
  )
  select count(*)::integer from told
$$;

comment on function app.nudge_creators(timestamptz, integer) is
'Reminds creators of the last quarter whose profile is empty, at most once in profile_nudge_days; how many.';

grant execute on function app.nudge_creators(timestamptz, integer) to service;
