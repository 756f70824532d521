-- A campaign that ends completes everybody who is in it: who delivered nothing has finished nothing, and nor has its brand.
create or replace function app.note_completions(campaign_ids uuid[], participant_ids uuid[]) returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  people uuid[];
  data jsonb[];
  subjects text[];
begin
  select
    coalesce(array_agg(d.person order by d.turn, d.id), '{}'),
    coalesce(array_agg(jsonb_build_object(
      'role', d.role, 'brand_id', d.brand_id, 'campaign_id', d.campaign_id, 'category', app.fact_category(d.category)
    ) order by d.turn, d.id), '{}'),
    coalesce(array_agg(d.campaign_id::text order by d.turn, d.id), '{}')
  into people, data, subjects
  from (
    select 1 as turn, p.id, p.creator_user_id as person, 'creator' as role, p.brand_id, p.campaign_id, c.category
    from public.campaign_participants as p
    inner join public.campaigns as c on c.id = p.campaign_id
    where p.id = any(participant_ids) and p.status = 'completed'
      and exists (select from public.creator_submissions as s where s.participant_id = p.id and s.status = 'approved')
    union all
    select 2, c.id, b.owner_user_id, 'brand', c.brand_id, c.id, c.category
    from public.campaigns as c
    inner join public.brand_profiles as b on b.id = c.brand_id
    where c.id = any(campaign_ids) and c.status = 'completed'
      and exists (select from public.creator_submissions as s where s.campaign_id = c.id and s.status = 'approved')
  ) as d
  where not exists (
    select from public.reward_facts as f
    where f.subject_user_id = d.person and f.type = 'campaign.completed' and f.reference = d.campaign_id::text
      and f.data ->> 'role' = d.role
  );
  perform app.record_facts(
    'campaign.completed', people, array_fill(now(), array[cardinality(people)]), data, subjects
  );
end
$$;

comment on function app.note_completions(uuid[], uuid[]) is
'Of these campaigns, those that are completed and had work approved: a fact for the owner of each brand, once; of these participants, those '
'who completed their part with approved work: a fact for each creator, once.';
