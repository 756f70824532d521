create or replace function app.note_completed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  completed constant uuid[] := array(
    select n.id from new_rows as n inner join old_rows as o on o.id = n.id
    where n.status = 'completed' and o.status <> 'completed'
  );
begin
  if cardinality(completed) > 0 and tg_argv[0] = 'campaigns' then
    perform app.note_completions(completed, '{}');
  elsif cardinality(completed) > 0 then
    perform app.note_completions('{}', completed);
  end if;
  return null;
end
$$;

comment on function app.note_completed() is
'AFTER UPDATE, statement level, whoever does it: campaigns that were completed (argument campaigns), and participants who were (parts).';

grant execute on function app.note_completed() to app_owner;

create or replace trigger note_completed after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.note_completed('campaigns');

create or replace trigger note_completed after update on campaign_participants
referencing old table as old_rows new table as new_rows
for each statement execute function app.note_completed('parts');
