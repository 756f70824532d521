-- migrate:up
set local lock_timeout = '3s';

-- The owner writes no row of its own once row security is forced: for one statement it is not.
alter table fact_types no force row level security;
insert into fact_types (key, numeric_fields, text_fields, is_reversible, description) values
('scan.accepted', '{}', '{activation_id,brand_id,campaign_id,kind}', false,
  'A scan of an activation counted: for the person whose account the fan has joined, at once or when they join it.');
alter table fact_types force row level security;

-- migrate:down
set local lock_timeout = '3s';
alter table fact_types no force row level security;
delete from fact_types
where key = 'scan.accepted';
alter table fact_types force row level security;
