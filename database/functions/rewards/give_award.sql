-- Points and badges cost nothing and are had with the grant; a claim of them says that they were seen.
create or replace function app.give_award(award_id uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  award public.reward_awards;
begin
  select a.* into award from public.reward_awards as a where a.id = give_award.award_id;
  if award.kind = 'points' then
    insert into public.point_balances as b (user_id, program_id, points)
    values (award.user_id, award.program_id, award.amount)
    on conflict on constraint point_balances_pkey do update set points = b.points + excluded.points;
  elsif award.kind = 'badge' then
    perform app.unlock_achievement(
      award.user_id, award.reward ->> 'achievement', coalesce((award.reward ->> 'level')::integer, 1), award.id, moment
    );
  end if;
end
$$;

comment on function app.give_award(uuid, timestamptz) is
'Gives what an award has that costs no budget: points, or an achievement. For money it does nothing: that is posted by the claim.';
