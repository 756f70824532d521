-- migrate:up
set local lock_timeout = '3s';

-- A submission keeps the day that was set when it was handed in: whoever moves it afterwards makes nobody late.
alter table creator_submissions
add column due_date date,
add column is_late boolean not null
generated always as (coalesce((created_at at time zone 'UTC')::date > due_date, false)) stored;
comment on column creator_submissions.due_date is
'The day (UTC) by whose end it was due when it was handed in, or a later one that the brand has given since.';
comment on column creator_submissions.is_late is 'Whether the first revision came after that day.';
create index campaign_deliverables_by_due_date on campaign_deliverables (due_date, id) where due_date is not null;

-- Nobody did this: nothing for the audit log.
alter table creator_submissions no force row level security, disable trigger user;
alter table campaign_deliverables no force row level security;
update creator_submissions as s set due_date = d.due_date
from campaign_deliverables as d
where d.id = s.deliverable_id and d.due_date is not null;
alter table campaign_deliverables force row level security;
alter table creator_submissions force row level security, enable trigger user;

-- migrate:down
set local lock_timeout = '3s';
drop index campaign_deliverables_by_due_date;
alter table creator_submissions drop column is_late, drop column due_date;
