-- migrate:up
set local lock_timeout = '3s';

-- Changes of one's own password and address: each tries a password, or sends mail to an address of one's choice.
alter table rate_classes no force row level security;
insert into rate_classes (key, per, rate, hours, burst) values ('account', 'person', 20, 1, 20);
alter table rate_classes force row level security;

-- migrate:down
set local lock_timeout = '3s';
alter table rate_classes no force row level security;
delete from rate_classes
where key = 'account';
alter table rate_classes force row level security;
