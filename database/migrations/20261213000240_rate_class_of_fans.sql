-- migrate:up
set local lock_timeout = '3s';

-- What fans write beside their scans: a stadium is one address, so each device has a limit of its own, 20 at once and one
-- more every three seconds. Their paths are outside the general limit (`common.limits`).
alter table rate_classes drop constraint rate_classes_per_is_known;
alter table rate_classes add constraint rate_classes_per_is_known
check (per in ('person', 'address', 'account', 'family', 'cause', 'recipient', 'device'));
comment on column rate_classes.per is
'person (without a token: their address), address, account (an account''s name and an address), family (of refresh '
'tokens), cause (who caused a mail, with who gets it), recipient (of a mail), device (of a fan).';
alter table rate_classes no force row level security;
alter table rate_classes disable trigger user;
insert into rate_classes (key, per, rate, hours, burst) values ('fan', 'device', 1200, 1, 20);
alter table rate_classes enable trigger user;
alter table rate_classes force row level security;

-- migrate:down
set local lock_timeout = '3s';
alter table rate_classes no force row level security;
alter table rate_classes disable trigger user;
delete from rate_classes
where key = 'fan';
alter table rate_classes enable trigger user;
alter table rate_classes force row level security;
comment on column rate_classes.per is
'person (without a token: their address), address, account (an account''s name and an address), family (of refresh '
'tokens), cause (who caused a mail, with who gets it), recipient (of a mail).';
alter table rate_classes drop constraint rate_classes_per_is_known;
alter table rate_classes add constraint rate_classes_per_is_known
check (per in ('person', 'address', 'account', 'family', 'cause', 'recipient'));
