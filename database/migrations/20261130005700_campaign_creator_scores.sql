-- migrate:up
set local lock_timeout = '3s';

-- How well a creator fits a campaign, with the four parts of the score.
create table campaign_creator_scores (
  id uuid constraint campaign_creator_scores_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null
  constraint campaign_creator_scores_judge_a_user references auth.users (id) on delete cascade,
  score numeric(5, 2) not null generated always as (
    followers_score + engagement_score + category_score + location_score
  ) stored,
  followers_score numeric(5, 2) not null,
  engagement_score numeric(5, 2) not null,
  category_score numeric(5, 2) not null,
  location_score numeric(5, 2) not null,
  reason text not null default '',
  computed_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint campaign_creator_scores_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint creator_is_scored_once_per_campaign unique (campaign_id, creator_user_id),
  constraint campaign_creator_scores_parts_are_in_range check (
    followers_score between 0 and 40 and engagement_score between 0 and 30
    and category_score between 0 and 20 and location_score between 0 and 10
  ),
  constraint campaign_creator_scores_reason_fits check (length(reason) <= 1000)
);
alter table campaign_creator_scores enable row level security;
alter table campaign_creator_scores force row level security;
create index campaign_creator_scores_of_a_campaign on campaign_creator_scores (campaign_id, brand_id, score desc);
create index campaign_creator_scores_of_a_brand on campaign_creator_scores (brand_id);
create index campaign_creator_scores_of_a_creator on campaign_creator_scores (creator_user_id);
create policy campaign_creator_scores_members on campaign_creator_scores for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_creator_scores_admin on campaign_creator_scores for select to admin using (true);
create policy campaign_creator_scores_service on campaign_creator_scores for select to service using (true);
create policy campaign_creator_scores_internal on campaign_creator_scores to app_internal
using (true) with check (true);
grant select on campaign_creator_scores to authenticated, admin, service;
grant select, insert, update, delete on campaign_creator_scores to app_internal;
-- NOTE: nobody inserts: matching computes and writes. Creators do not see how they were judged.
comment on table campaign_creator_scores is 'Scores 0–100: followers 40, engagement 30, category 20, location 10.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_creator_scores;
