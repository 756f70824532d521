-- migrate:up
set local lock_timeout = '3s';

-- Timers read these of the terms: money is held for 88 days at most because they have bounds, whoever writes them.
alter table deals add constraint deals_terms_are_in_range check (
  case when coalesce(terms ->> 'review_hours', '72') ~ '^[0-9]{1,3}$'
    then coalesce(terms ->> 'review_hours', '72')::integer between 24 and 336 else false end
  and case when coalesce(terms ->> 'revision_limit', '2') ~ '^[0-9]{1,2}$'
    then coalesce(terms ->> 'revision_limit', '2')::integer <= 10 else false end
  and case when coalesce(terms ->> 'keep_live_days', '0') ~ '^[0-9]{1,2}$'
    then coalesce(terms ->> 'keep_live_days', '0')::integer <= 30 else false end
) not valid;
alter table deals validate constraint deals_terms_are_in_range;

-- migrate:down
set local lock_timeout = '3s';
alter table deals drop constraint deals_terms_are_in_range;
