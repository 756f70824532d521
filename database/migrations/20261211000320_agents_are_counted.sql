-- migrate:up
set local lock_timeout = '3s';

-- Each night asks what was released, booked, brought and clicked within days, whoever it was.
create index escrows_by_release on escrows (released_at) where released_at is not null;
create index commissions_by_time on commissions (created_at);
create index referrals_by_time on referrals (attributed_at);
-- Touches come in order: a few pages tell where a day lies.
create index referral_touches_by_time on referral_touches using brin (at);

-- migrate:down
set local lock_timeout = '3s';
drop index referral_touches_by_time;
drop index referrals_by_time;
drop index commissions_by_time;
drop index escrows_by_release;
