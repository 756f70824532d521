-- migrate:up
set local lock_timeout = '3s';

-- Each minute the scans of the last ten are counted (app.count_scan_minutes). They are written in the order of their time, so that a line
-- for some pages is enough, and costs a scan nothing.
create index scans_by_time on scans using brin (at) with (pages_per_range = 32, autosummarize = on);

-- migrate:down
set local lock_timeout = '3s';
drop index scans_by_time;
