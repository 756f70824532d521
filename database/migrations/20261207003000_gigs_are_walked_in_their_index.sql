-- migrate:up
set local lock_timeout = '3s';

-- Prices and ends stand in the index: a walk for prices that nobody offers reads no table.
create index gigs_open_by_age on gigs (id desc) include (price_min, price_max, ends_at) where status = 'open';
create index gigs_open_by_highest_price on gigs (price_max desc, id desc) include (price_min, ends_at)
where status = 'open';
drop index gigs_open_by_price;

-- migrate:down
set local lock_timeout = '3s';
create index gigs_open_by_price on gigs (price_max desc, id desc) where status = 'open';
drop index gigs_open_by_highest_price;
drop index gigs_open_by_age;
