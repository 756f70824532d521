create or replace function app.note_rule_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.updated_by := auth.uid();
  if tg_op = 'UPDATE' then
    new.version := old.version + 1;
  end if;
  return new;
end
$$;

comment on function app.note_rule_change() is 'BEFORE INSERT OR UPDATE on moderation_rules: who changed it, and how often it was.';

grant execute on function app.note_rule_change() to app_owner, admin;

create or replace trigger note_rule_change before insert or update on public.moderation_rules
for each row execute function app.note_rule_change();
