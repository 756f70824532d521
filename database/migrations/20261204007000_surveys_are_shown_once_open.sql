-- migrate:up
set local lock_timeout = '3s';

-- Creators see a survey, and what it asks, once it is open: a draft is the brand's alone.
alter policy surveys_people on surveys using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or (status <> 'draft' and campaign_id = any((select auth.creator_current_campaign_ids())::uuid[]))
);
alter policy survey_questions_people on survey_questions using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or survey_id = any((select auth.creator_survey_ids())::uuid[])
);

-- migrate:down
set local lock_timeout = '3s';
alter policy survey_questions_people on survey_questions using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
);
alter policy surveys_people on surveys using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
);
