-- migrate:up
set local lock_timeout = '3s';

-- What a chat asks for by itself is outside the general limit of an hour, and has limits of its own: 30 messages at once and
-- one more every two seconds, a sign of typing every three seconds, marks as messages come. Conversations that an
-- account opens in its first week: five at once, and so never more than ten within a day. How often somebody looks for
-- words in what may be very much.
alter table rate_classes no force row level security;
alter table rate_classes disable trigger user;
insert into rate_classes (key, per, rate, hours, burst) values
('message', 'person', 1800, 1, 30),
('typing', 'person', 1200, 1, 1),
('mark', 'person', 7200, 1, 120),
('search', 'person', 600, 1, 30),
('conversation', 'person', 5, 24, 5);
alter table rate_classes enable trigger user;
alter table rate_classes force row level security;

-- migrate:down
set local lock_timeout = '3s';
alter table rate_classes no force row level security;
alter table rate_classes disable trigger user;
delete from rate_classes
where key in ('message', 'typing', 'mark', 'search', 'conversation');
alter table rate_classes enable trigger user;
alter table rate_classes force row level security;
