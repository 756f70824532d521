-- Told is marked in the same transaction, so that nobody hears it twice.
create or replace function app.tell_what_was_granted(award_ids uuid[]) returns integer
language sql security definer set search_path = '' as $$
  with told as (
    update public.reward_awards as a set told_at = now()
    where a.id = any(award_ids) and a.told_at is null and a.status in ('granted', 'claimed', 'fulfilled')
    returning a.*
  ),
  summed as (
    select
      t.user_id, count(*) as awards, bool_and(t.kind = 'badge') as only_badges, jsonb_agg(t.id order by t.id) as ids,
      (array_agg(
        case when d.key is null then t.name when cardinality(d.levels) = 1 then d.name
          else format('%s %s', d.name, coalesce(t.reward ->> 'level', '1')) end
        order by t.id
      ))[1] as name,
      case when count(distinct t.currency) = 1 then
        jsonb_build_object('amount', sum(t.amount) filter (where t.currency is not null), 'currency', min(t.currency))
      else '{}' end as money
    from told as t
    left join public.achievements as d on t.kind = 'badge' and d.key = t.reward ->> 'achievement'
    group by t.user_id
  )
  select coalesce(sum(s.awards), 0)::integer
  from summed as s
  cross join lateral app.notify(
    s.user_id, 'rewards', case when s.only_badges then 'achievement_unlocked' else 'award_granted' end,
    case when s.only_badges then 'You have unlocked an achievement' else 'You have earned a reward' end,
    case when s.awards = 1 then s.name else format('%s, and %s more', s.name, s.awards - 1) end,
    jsonb_build_object('award_ids', s.ids, 'awards', s.awards) || s.money
  ) as n (id)
$$;

comment on function app.tell_what_was_granted(uuid[]) is
'Tells people of those of these awards that they have and were not told of, each in one notification (award_granted; achievement_unlocked '
'where it is nothing but achievements); of how many awards. Of failed ones nobody is told.';
