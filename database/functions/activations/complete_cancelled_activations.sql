-- A campaign that is paused or over closes no gate; one that is cancelled does, whoever cancels it. Drafts stay: they cannot be launched.
create or replace function app.complete_cancelled_activations() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  activation public.activations;
begin
  for activation in
    select a.* from public.activations as a
    inner join new_rows as n on n.id = a.campaign_id
    inner join old_rows as o on o.id = n.id
    where n.status = 'cancelled' and o.status <> 'cancelled' and a.status in ('active', 'paused')
    order by a.id for no key update of a
  loop
    perform app.step_activation(activation, 'completed', '{active,paused}');
  end loop;
  return null;
end
$$;

comment on function app.complete_cancelled_activations() is
'AFTER UPDATE on campaigns, statement level: what was launched in a campaign that is cancelled now is completed.';

grant execute on function app.complete_cancelled_activations() to app_owner;

create or replace trigger complete_cancelled_activations after update on campaigns
referencing old table as old_rows new table as new_rows
for each statement execute function app.complete_cancelled_activations();
