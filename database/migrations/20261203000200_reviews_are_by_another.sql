-- migrate:up
set local lock_timeout = '3s';

-- Not valid: what was reviewed before stays as it is, as reviews are only ever added.
alter table submission_reviews add constraint submission_reviews_are_by_another
check (reviewer_user_id is distinct from creator_user_id) not valid;

-- migrate:down
set local lock_timeout = '3s';
alter table submission_reviews drop constraint submission_reviews_are_by_another;
