-- A draft's codes are as long, and count as often, as its mode said when they were made: a wall's code must not become one that is worth
-- something by a change of the mode. Whoever makes codes at the moment holds the activation (app.guard_activation_code).
create or replace function app.guard_code_mode() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.code_mode <> 'static' and exists (
    select from public.activation_codes as c
    where c.activation_id = new.id
      and (length(c.short_code) < 12 or (new.code_mode = 'single_use' and c.max_uses is distinct from 1))
  ) then
    raise exception using
      errcode = 'IA003', message = 'it has codes of another mode',
      detail = jsonb_build_object('fixed', array['code_mode'], 'status', old.status)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_code_mode() is
'BEFORE UPDATE OF code_mode of a draft: its codes fit the new mode, too; those of a mode that is worth something have twelve characters, '
'single-use ones count once. Raises IA003.';

grant execute on function app.guard_code_mode() to app_owner;

create or replace trigger guard_code_mode before update of code_mode on activations
for each row when (old.status = 'draft' and old.code_mode <> new.code_mode) execute function app.guard_code_mode();
