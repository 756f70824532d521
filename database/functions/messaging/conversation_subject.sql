create or replace function app.conversation_subject(
  kind text, subject_id uuid, out brand_id uuid, out person_user_id uuid
)
language sql stable security definer set search_path = '' as $$
  select d.brand_id, d.creator_user_id from public.deals as d
  where conversation_subject.kind = 'deal' and d.id = conversation_subject.subject_id
  union all
  select a.brand_id, a.creator_user_id from public.gig_applications as a
  where conversation_subject.kind = 'gig' and a.id = conversation_subject.subject_id
  union all
  select p.brand_id, p.creator_user_id from public.campaign_participants as p
  where conversation_subject.kind = 'campaign' and p.id = conversation_subject.subject_id
$$;

comment on function app.conversation_subject(text, uuid) is
'Both sides of a deal, an application to a gig (kind gig) or a participation in a campaign; NULLs for what is not there.';
