-- As the engine would, by its own functions, and nothing is written. Where somebody stands is for administrators: a brand could
-- ask for everybody's roles, one after another.
create or replace function app.try_reward_trigger(trigger_id uuid, version integer, pasted jsonb, user_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  trigger public.reward_triggers;
  fact public.reward_facts;
  entry jsonb;
  after numeric;
  spare bigint;
begin
  select t.* into trigger from public.reward_triggers as t
  where t.id = trigger_id and t.version = coalesce(try_reward_trigger.version, t.version)
  order by t.version desc limit 1;
  if trigger.id is null then
    raise exception using errcode = 'IG003', message = 'no such trigger', detail = '{}';
  end if;
  perform app.require_manager(trigger.brand_id);
  if user_id is not null and not auth.is_privileged() then
    raise exception using errcode = 'IM005', message = 'where somebody stands is for administrators', detail = '{}';
  elsif user_id is not null and not exists (select from auth.users as u where u.id = user_id) then
    raise exception using errcode = 'IG003', message = 'no such person', detail = '{}';
  elsif user_id is null then
    trigger.definition := trigger.definition - 'audience'; -- there is nobody to be of it
  end if;
  fact.id := uuidv7();
  fact.type := pasted ->> 'type';
  fact.subject_user_id := user_id;
  fact.at := coalesce((pasted ->> 'at')::timestamptz, now());
  fact.data := coalesce(pasted -> 'data', '{}');
  fact.reference := '';
  fact.depth := coalesce((pasted ->> 'depth')::smallint, 0);
  fact.counted := '[]';
  entry := app.count_of(fact, trigger, app.time_zone_of(user_id));
  if entry ? 'why' then
    return jsonb_build_object('version', trigger.version, 'counts', false, 'reason', entry ->> 'why');
  end if;
  after := app.value_after(user_id, trigger, entry);
  select (trigger.definition ->> 'per_subject_max')::bigint - count(*) into spare from public.reward_awards as a
  where a.trigger_id = trigger.id and a.user_id = try_reward_trigger.user_id;
  return jsonb_build_object(
    'version', trigger.version, 'counts', true, 'value', entry -> 'value', 'member', entry -> 'member',
    'period_key', entry ->> 'award_period', 'value_after', after,
    'levels', (
      select coalesce(jsonb_agg(l.level order by l.level), '[]') from (
        select r.level::bigint from jsonb_array_elements_text(coalesce(trigger.definition -> 'levels', '[1]')) as r (level)
        where r.level::bigint <= after and not exists (
          select from public.reward_awards as a
          where a.trigger_id = trigger.id and a.user_id = try_reward_trigger.user_id and a.level = r.level::bigint
            and a.period_key = entry ->> 'award_period'
        )
        order by r.level::bigint limit case when spare < 0 then 0 else spare end
      ) as l
    ),
    'waits_for', app.missing_achievements(user_id, trigger)
  );
end
$$;

comment on function app.try_reward_trigger(uuid, integer, jsonb, uuid) is
'What a version of a trigger (NULL: the newest) would make of a fact that there is not ({"type", "at", "data", "depth"}): {"version", "counts", '
'"reason"} as app.fact_counts_for says it, else {"value", "member", "period_key", "value_after", "levels", "waits_for"}. user_id: somebody, for '
'administrators alone; NULL: a person without a past, to whom the audience is not asked. Raises IG003, IM005.';

grant execute on function app.try_reward_trigger(uuid, integer, jsonb, uuid) to authenticated, admin;
