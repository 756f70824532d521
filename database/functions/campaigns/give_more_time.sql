-- Nobody becomes late by a date that is moved, but whoever is late may be forgiven. The campaign's lock orders it with who hands
-- in at this moment.
create or replace function app.give_more_time() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform app.lock_campaign(new.campaign_id);
  update public.creator_submissions as s set due_date = new.due_date
  where s.deliverable_id = new.id and s.due_date < coalesce(new.due_date, 'infinity');
  return null;
end
$$;

comment on function app.give_more_time() is
'AFTER a deliverable is due later, or on no day any more: what was handed in counts by the new day.';

grant execute on function app.give_more_time() to app_owner;

create or replace trigger give_more_time after update of due_date on campaign_deliverables
for each row when (old.due_date < coalesce(new.due_date, 'infinity')) execute function app.give_more_time();
