-- migrate:up
set local lock_timeout = '3s';

-- What weighs 70 or more waits until somebody decides, and a brand is told of it once.
alter table scan_reviews add column reminded_at timestamptz;
create index scan_reviews_by_score on scan_reviews (status, score desc, scan_id);
create index scan_reviews_by_decision on scan_reviews (decided_at) where decided_at is not null;
comment on column scan_reviews.due_at is 'What weighs less than 70 and was not decided by then is cleared; the rest waits on.';
comment on column scan_reviews.reviewer_user_id is 'Who decided; NULL where it is open, and where time cleared it.';

-- migrate:down
set local lock_timeout = '3s';
drop index scan_reviews_by_decision;
drop index scan_reviews_by_score;
alter table scan_reviews drop column reminded_at;
