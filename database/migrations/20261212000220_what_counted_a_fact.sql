-- migrate:up
set local lock_timeout = '3s';

-- What counted a fact is written beside it: what is undone takes back exactly that, whatever triggers, zones and people became.
alter table reward_facts add column counted jsonb not null default '[]'
constraint reward_facts_counted_is_a_list check (jsonb_typeof(counted) = 'array');
comment on column reward_facts.counted is
'Which counters it went into: [{"trigger", "version", "period", "award_period", "what", "member", "value"}]. A reversal empties it.';
create index reward_subjects_that_fail on reward_subjects (due_at) where attempts > 0;

-- migrate:down
set local lock_timeout = '3s';
drop index reward_subjects_that_fail;
alter table reward_facts drop column counted;
