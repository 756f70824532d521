-- A program that has run out of money still gives what costs none, and notes down whom it owes the rest (status failed). A brand that
-- rewards its own people would pay itself: whoever is a member gets nothing that is worth money.
create or replace function app.award_obstacle(
  program public.reward_programs, kind text, user_id uuid, moment timestamptz
) returns boolean
language sql stable set search_path = '' as $$
  select not app.is_counting(program)
    or coalesce(program.starts_at > moment, false) or coalesce(program.ends_at <= moment, false)
    or not exists (
      select from auth.users as u where u.id = award_obstacle.user_id and u.status not in ('banned', 'deleted')
    )
    or (kind not in ('points', 'badge') and exists (
      select from public.brand_memberships as m
      where m.brand_id = program.brand_id and m.user_id = award_obstacle.user_id and m.status = 'active'
    ))
$$;

comment on function app.award_obstacle(public.reward_programs, text, uuid, timestamptz) is
'Whether a program grants somebody nothing of that kind at that moment, and notes nothing down either: it is not running, they '
'belong to the brand that pays, or their account is shut.';
