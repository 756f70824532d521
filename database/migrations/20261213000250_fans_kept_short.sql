-- migrate:up
set local lock_timeout = '3s';

-- Those whose place is still exact: the nightly cut finds them, and no others, in half a year of scans.
create index scans_with_an_exact_place on scans (at) where lat <> round(lat, 3) or lng <> round(lng, 3);

-- migrate:down
set local lock_timeout = '3s';
drop index scans_with_an_exact_place;
