-- A campaign that ends completes everybody who is in it: who delivered nothing has finished nothing.
create or replace function app.note_finished_parts(participant_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  people uuid[];
  data jsonb[];
  subjects text[];
begin
  select
    coalesce(array_agg(p.creator_user_id order by p.id), '{}'),
    coalesce(array_agg(jsonb_build_object(
      'role', 'creator', 'brand_id', p.brand_id, 'campaign_id', p.campaign_id, 'category', app.fact_category(c.category)
    ) order by p.id), '{}'),
    coalesce(array_agg(p.campaign_id::text order by p.id), '{}')
  into people, data, subjects
  from public.campaign_participants as p
  inner join public.campaigns as c on c.id = p.campaign_id
  where p.id = any(participant_ids) and p.status = 'completed'
    and exists (select from public.creator_submissions as s where s.participant_id = p.id and s.status = 'approved')
    and not exists (
      select from public.reward_facts as f
      where f.subject_user_id = p.creator_user_id and f.type = 'campaign.completed' and f.reference = p.campaign_id::text
        and f.data ->> 'role' = 'creator'
    );
  return app.record_facts(
    'campaign.completed', people, array_fill(now(), array[cardinality(people)]), data, subjects
  );
end
$$;

comment on function app.note_finished_parts(uuid[]) is
'Of these participants, those who completed their part with approved work: a fact for each creator, once; how many.';
