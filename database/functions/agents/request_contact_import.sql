-- What somebody declares of other people's data is written down with the moment, the wording and the file.
create or replace function app.request_contact_import(
  upload_id uuid, kind text, lawful_basis text, declaration_version text, dry_run boolean, country text
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  most_imports constant integer := 3;
  most_tries constant integer := 20;
  keeper constant uuid := app.lock_contact_keeper();
  made record;
  import_id uuid;
begin
  if not exists (
    select from public.contact_uploads as u
    where u.id = request_contact_import.upload_id and u.agent_user_id = keeper
      and u.kind = request_contact_import.kind and u.delete_after > now()
  ) then
    raise exception using errcode = 'IG003', message = 'no such file', detail = '{}';
  end if;
  -- What could not be read has brought nobody: it counts as a try. So do dry runs.
  select
    count(*) filter (where not i.dry_run and i.status <> 'failed') as imports,
    count(*) filter (where i.dry_run or i.status = 'failed') as tries
  into made
  from public.contact_imports as i
  where i.agent_user_id = keeper and i.created_at > now() - interval '24 hours';
  if made.tries >= most_tries or (made.imports >= most_imports and not coalesce(request_contact_import.dry_run, false)) then
    raise exception using errcode = 'IR008', message = 'too many imports in a day',
      detail = case
        when made.tries >= most_tries then jsonb_build_object('limit', 'dry_runs', 'most', most_tries)
        else jsonb_build_object('limit', 'imports', 'most', most_imports)
      end::text;
  end if;
  insert into public.contact_imports (
    agent_user_id, file_key, kind, country, dry_run, declared_basis, declaration_text_version
  ) values (
    keeper, 'contacts/incoming/' || request_contact_import.upload_id, request_contact_import.kind,
    request_contact_import.country, coalesce(request_contact_import.dry_run, false),
    request_contact_import.lawful_basis, request_contact_import.declaration_version
  ) returning id into import_id;
  return import_id;
end
$$;

comment on function app.request_contact_import(uuid, text, text, text, boolean, text) is
'An import of an uploaded file that waits for the worker. In 24 hours an agent has 3 imports, and 20 tries: dry runs, and what '
'could not be read. country (ISO) is that of numbers without one. Raises IM005, IG003, IR008.';

grant execute on function app.request_contact_import(uuid, text, text, text, boolean, text) to authenticated, admin;
