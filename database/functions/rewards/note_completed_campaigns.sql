create or replace function app.note_completed_campaigns(campaign_ids uuid[]) returns integer
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  people uuid[];
  data jsonb[];
  subjects text[];
begin
  select
    coalesce(array_agg(b.owner_user_id order by c.id), '{}'),
    coalesce(array_agg(jsonb_build_object(
      'role', 'brand', 'brand_id', b.id, 'campaign_id', c.id, 'category', app.fact_category(c.category)
    ) order by c.id), '{}'),
    coalesce(array_agg(c.id::text order by c.id), '{}')
  into people, data, subjects
  from public.campaigns as c
  inner join public.brand_profiles as b on b.id = c.brand_id
  where c.id = any(campaign_ids) and c.status = 'completed'
    and exists (select from public.creator_submissions as s where s.campaign_id = c.id and s.status = 'approved')
    and not exists (
      select from public.reward_facts as f
      where f.subject_user_id = b.owner_user_id and f.type = 'campaign.completed' and f.reference = c.id::text
        and f.data ->> 'role' = 'brand'
    );
  return app.record_facts(
    'campaign.completed', people, array_fill(now(), array[cardinality(people)]), data, subjects
  );
end
$$;

comment on function app.note_completed_campaigns(uuid[]) is
'Of these campaigns, those that are completed and had work approved: a fact for the owner of each brand, once; how many.';
