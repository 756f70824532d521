-- migrate:up
set local lock_timeout = '3s';

-- Equal scores have an order of their own, which the list of a search keeps.
alter table campaign_creator_scores
add column rank smallint not null default 0,
add constraint campaign_creator_scores_rank_is_a_place check (rank between 0 and 100);
alter table campaign_creator_scores no force row level security;
update campaign_creator_scores as s
set rank = r.rank
from (
  select
    o.id,
    row_number() over (partition by o.campaign_id order by o.score desc, o.creator_user_id asc) as rank
  from campaign_creator_scores as o
) as r
where s.id = r.id;
alter table campaign_creator_scores force row level security;
drop index campaign_creator_scores_of_a_campaign;
create index campaign_creator_scores_of_a_campaign on campaign_creator_scores (campaign_id, brand_id, rank);
comment on column campaign_creator_scores.rank is 'Place in the list of the search, from 1; equal scores have their order.';

-- migrate:down
set local lock_timeout = '3s';
drop index campaign_creator_scores_of_a_campaign;
create index campaign_creator_scores_of_a_campaign on campaign_creator_scores (campaign_id, brand_id, score desc);
alter table campaign_creator_scores drop column rank;
