-- migrate:up
set local lock_timeout = '3s';

-- The platform's program of achievements: badges and points, which need no budget. Its id is known to app.achievement_program.
alter table reward_programs no force row level security;
insert into reward_programs (id, name, status)
values ('0193b6f0-0000-7000-8000-0000000000ac', 'Achievements', 'active');
alter table reward_programs force row level security;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: what people have of it refers to it, so the program stays until its table goes.
