-- Whose a trigger is stands in its program: nobody makes one for another's.
create or replace function app.guard_trigger_definition() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  fault constant jsonb := app.trigger_definition_fault(new.definition);
begin
  if tg_op = 'INSERT' then
    new.brand_id := (select p.brand_id from public.reward_programs as p where p.id = new.program_id);
  end if;
  if fault is not null then
    raise exception using errcode = 'IW007', message = 'facts of this type cannot answer that', detail = fault::text;
  end if;
  return new;
end
$$;

comment on function app.guard_trigger_definition() is
'BEFORE INSERT or UPDATE of the definition: facts of its type have what it asks of them. The brand is that of the program. Raises IW007.';

grant execute on function app.guard_trigger_definition() to app_owner;

create or replace trigger guard_trigger_definition before insert or update of definition on public.reward_triggers
for each row execute function app.guard_trigger_definition();
