-- migrate:up
set local lock_timeout = '3s';

-- Who takes part no more keeps what was agreed, and sees nothing new: policies ask for those who are in a campaign now,
-- and the others read a copy of that moment (app.keep_last_brief).
alter table campaign_participants add column last_brief jsonb
constraint campaign_participants_last_brief_is_an_object check (jsonb_typeof(last_brief) = 'object');
comment on column campaign_participants.last_brief is
'Brief and deliverables as they were when the creator became inactive; NULL before.';

-- Those who are gone already have seen everything until now.
alter table campaign_participants no force row level security;
alter table campaigns no force row level security;
alter table campaign_deliverables no force row level security;
update campaign_participants as p set last_brief = jsonb_build_object(
  'name', c.name, 'description', c.description, 'category', c.category, 'status', c.status, 'currency', c.currency,
  'timeline_start', c.timeline_start, 'timeline_end', c.timeline_end, 'target_audience', c.target_audience,
  'brand_guidelines', c.brand_guidelines,
  'deliverables', coalesce((
    select jsonb_agg(to_jsonb(d) order by d.id) from campaign_deliverables as d
    where d.campaign_id = c.id
  ), '[]')
)
from campaigns as c
where c.id = p.campaign_id and p.status = 'inactive';
alter table campaign_participants force row level security;
alter table campaigns force row level security;
alter table campaign_deliverables force row level security;

alter policy campaign_deliverables_creators on campaign_deliverables
using (campaign_id = any((select auth.creator_current_campaign_ids())::uuid[]));
alter policy surveys_people on surveys using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
);
alter policy survey_questions_people on survey_questions using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
);
alter policy survey_responses_creators_insert on survey_responses with check (
  respondent_user_id = (select auth.uid())
  and campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
);

-- migrate:down
set local lock_timeout = '3s';
alter policy survey_responses_creators_insert on survey_responses with check (
  respondent_user_id = (select auth.uid()) and campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
alter policy survey_questions_people on survey_questions using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
alter policy surveys_people on surveys using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
alter policy campaign_deliverables_creators on campaign_deliverables
using (campaign_id = any((select auth.creator_campaign_ids())::uuid[]));
alter table campaign_participants drop column last_brief;
