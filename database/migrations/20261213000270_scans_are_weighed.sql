-- migrate:up
set local lock_timeout = '3s';

-- What makes a scan suspicious, in points. velocity is the name of a rule about referrals, so that of scans is scan_velocity.
alter table fraud_rules drop constraint fraud_rules_config_fits_its_rule;
alter table fraud_rules add constraint fraud_rules_config_fits_its_rule check ((case key
  when 'disposable_domain' then jsonb_typeof(config -> 'domains') = 'array'
  when 'same_visitor' then config @@ '$.people >= 2 && $.people <= 1000 && $.people.floor() == $.people'
  when 'velocity' then config @@ ('$.sign_ups >= 1 && $.sign_ups <= 100000 && $.sign_ups.floor() == $.sign_ups'
    ' && $.hours >= 1 && $.hours <= 720 && $.hours.floor() == $.hours')::jsonpath
  when 'paid_traffic' then jsonb_typeof(config -> 'parameters') = 'array'
  when 'instant_deal' then config @@ '$.minutes >= 1 && $.minutes <= 10080 && $.minutes.floor() == $.minutes'
  when 'price_outlier' then config @@ ('$.times_median >= 2 && $.times_median <= 10000 && $.least_deals >= 1'
    ' && $.least_deals <= 1000000 && $.least_deals.floor() == $.least_deals')::jsonpath
  when 'ring' then config @@ '$.depth >= 2 && $.depth <= 4 && $.depth.floor() == $.depth'
  when 'impossible_travel' then config @@ '$.kmh >= 100 && $.kmh <= 10000 && $.kmh.floor() == $.kmh'
  when 'identical_position' then config @@ '$.devices >= 2 && $.devices <= 1000 && $.devices.floor() == $.devices'
  -- Behind these three is iCloud Private Relay: people.
  when 'datacenter' then jsonb_typeof(config -> 'asns') = 'array' and not config @? (
    '$.asns[*] ? (@.type() != "number" || @ < 1 || @ > 4294967295 || @ == 13335 || @ == 36183 || @ == 54113)'
  )::jsonpath
  when 'scan_velocity' then config @@ ('$.activations >= 1 && $.activations <= 1000 && $.activations.floor() == $.activations'
    ' && $.hours >= 1 && $.hours <= 24 && $.hours.floor() == $.hours')::jsonpath
  when 'time_skew' then config @@ ('$.hours_back >= 1 && $.hours_back <= 720 && $.hours_back.floor() == $.hours_back'
    ' && $.minutes_ahead >= 0 && $.minutes_ahead <= 60 && $.minutes_ahead.floor() == $.minutes_ahead')::jsonpath
  when 'burst' then config @@ ('$.scans >= 5 && $.scans <= 1000 && $.scans.floor() == $.scans'
    ' && $.minutes >= 1 && $.minutes <= 1440 && $.minutes.floor() == $.minutes')::jsonpath
  else true
end) is true),
-- A stadium is one address: it may never be enough.
add constraint fraud_rules_burst_is_a_hint check (key <> 'burst' or weight <= 20);

-- Before row security is forced again: the owner writes no row of its own. No person wrote them: the audit log is silent.
alter table fraud_rules no force row level security;
alter table fraud_rules disable trigger user;
insert into fraud_rules (key, scope, severity, weight, config, action, description) values
('replayed_ticket', 'activation', 'high', 90, '{}', 'flag', 'The ticket of a page was sent back by another device than the first.'),
('proof', 'activation', 'medium', 60, '{}', 'flag', 'A rotating code was shown without its proof, with a wrong or an old one.'),
('impossible_travel', 'activation', 'high', 70, '{"kmh": 900}', 'flag', 'A device was in two places, faster than an aeroplane.'),
('identical_position', 'activation', 'medium', 50, '{"devices": 20}', 'flag',
  'More devices than these named one place to the last digit, exact to 20 metres, on a day (UTC).'),
('program_agent', 'activation', 'high', 60, '{}', 'flag', 'What scanned calls itself a program.'),
('datacenter', 'activation', 'medium', 40, '{"asns": [
    8075, 8560, 9009, 12876, 13213, 14061, 14618, 14987, 15169, 16276, 16509, 19318, 19871, 20278, 20473, 21859, 22612, 23470, 24940, 25820,
    26347, 26496, 28753, 29802, 30633, 31898, 32097, 32613, 33387, 35916, 36351, 36352, 37963, 39351, 40676, 45090, 45102, 46562, 46606, 46844,
    47583, 49505, 50673, 51167, 51396, 51765, 53667, 54290, 55286, 60068, 60781, 62240, 62567, 63473, 63949, 64267, 132203, 133752, 135377,
    136907, 138915, 140096, 141995, 197540, 200651, 202053, 202425, 203020, 204957, 206092, 210644, 212238, 213230, 214943, 396356, 396982,
    397423, 398101, 400328
  ]}', 'flag', 'It came out of a network of those that rent out machines.'),
('scan_velocity', 'activation', 'medium', 40, '{"activations": 10, "hours": 1}', 'flag', 'A device scanned more activations than anybody walks to.'),
('foreign_country', 'activation', 'low', 40, '{}', 'flag', 'It came out of another country than that of the activation''s fence.'),
('time_skew', 'activation', 'low', 30, '{"hours_back": 48, "minutes_ahead": 2}', 'flag', 'A gate says that it was made too long ago, or later than now.'),
('burst', 'activation', 'low', 20, '{"scans": 30, "minutes": 10}', 'flag',
  'More scans than these without a cookie, by one kind of browser behind one address.');
alter table fraud_rules enable trigger user;
alter table fraud_rules force row level security;

-- migrate:down
set local lock_timeout = '3s';
alter table fraud_rules no force row level security;
alter table fraud_rules disable trigger user;
delete from fraud_rules
where scope = 'activation';
alter table fraud_rules enable trigger user;
alter table fraud_rules force row level security;
alter table fraud_rules drop constraint fraud_rules_burst_is_a_hint, drop constraint fraud_rules_config_fits_its_rule;
alter table fraud_rules add constraint fraud_rules_config_fits_its_rule check ((case key
  when 'disposable_domain' then jsonb_typeof(config -> 'domains') = 'array'
  when 'same_visitor' then config @@ '$.people >= 2 && $.people <= 1000 && $.people.floor() == $.people'
  when 'velocity' then config @@ ('$.sign_ups >= 1 && $.sign_ups <= 100000 && $.sign_ups.floor() == $.sign_ups'
    ' && $.hours >= 1 && $.hours <= 720 && $.hours.floor() == $.hours')::jsonpath
  when 'paid_traffic' then jsonb_typeof(config -> 'parameters') = 'array'
  when 'instant_deal' then config @@ '$.minutes >= 1 && $.minutes <= 10080 && $.minutes.floor() == $.minutes'
  when 'price_outlier' then config @@ ('$.times_median >= 2 && $.times_median <= 10000 && $.least_deals >= 1'
    ' && $.least_deals <= 1000000 && $.least_deals.floor() == $.least_deals')::jsonpath
  when 'ring' then config @@ '$.depth >= 2 && $.depth <= 4 && $.depth.floor() == $.depth'
  else true
end) is true);
