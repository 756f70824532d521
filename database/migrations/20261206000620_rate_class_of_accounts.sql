-- migrate:up
set local lock_timeout = '3s';

-- Changes of one's own password and address: each tries a password, or sends mail to an address of one's choice.
-- Nobody's act, so nothing for the audit log, which a fresh database has not either.
alter table rate_classes no force row level security;
alter table rate_classes disable trigger user;
insert into rate_classes (key, per, rate, hours, burst) values ('account', 'person', 20, 1, 20);
alter table rate_classes enable trigger user;
alter table rate_classes force row level security;

-- migrate:down
set local lock_timeout = '3s';
alter table rate_classes no force row level security;
alter table rate_classes disable trigger user;
delete from rate_classes
where key = 'account';
alter table rate_classes enable trigger user;
alter table rate_classes force row level security;
