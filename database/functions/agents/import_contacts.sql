-- Contacts, counts and the end are one transaction: an import that died half-way was never begun, and nothing comes twice.
-- The file has at most 5,000 rows, so they are one lot.
create or replace function app.import_contacts(import_id uuid, attempt integer, rows jsonb) returns boolean
language plpgsql security definer
set search_path = '' set enable_nestloop = off set enable_mergejoin = off as $$
declare
  told_of_a_try constant integer := 20;
  told_of_an_import constant integer := 200;
  import public.contact_imports;
  told integer;
  own record;
begin
  select i.* into import from public.contact_imports as i
  where i.id = import_contacts.import_id and i.status = 'running' and i.attempts = import_contacts.attempt
  for update;
  if not found then
    return false;
  end if;
  told := case when import.dry_run then told_of_a_try else told_of_an_import end;
  -- Two imports of one agent at a time: the second finds what the first has brought.
  perform from public.agent_profiles as a where a.user_id = import.agent_user_id for no key update;
  select u.email, a.status into own
  from auth.users as u inner join public.agent_profiles as a on a.user_id = u.id
  where u.id = import.agent_user_id;
  if own.status = 'banned' then
    update public.contact_imports as i
    set status = 'failed', failure_code = 'AGENT_BANNED', completed_at = now() where i.id = import.id;
    return true;
  end if;
  with given as materialized (
    select
      r.*, app.contact_hash(r.email, r.phone) as hash,
      row_number() over (partition by app.contact_hash(r.email, r.phone) order by r.number) as copy,
      -- A number alone is that of a person whose address stands in another row.
      r.email is null and r.phone is not null and (
        bool_or(r.email is not null) over (partition by r.phone) or exists (
          select from public.agent_contacts as c
          where c.agent_user_id = import.agent_user_id and c.phone_e164 = r.phone
        )
      ) as is_known
    from jsonb_to_recordset(import_contacts.rows) as r (
      number integer, line integer, name text, email text, phone text, country text, refused text, note text
    )
  ),
  judged as materialized (
    select
      g.*, case
        when g.refused is not null then g.refused
        when g.email = own.email then 'own_address'
      end as reason,
      g.copy > 1 or g.is_known or exists (
        select from public.agent_contacts as c where c.agent_user_id = import.agent_user_id and c.dedupe_hash = g.hash
      ) as is_duplicate
    from given as g
  ),
  inserted as (
    insert into public.agent_contacts (
      agent_user_id, name, email, phone_e164, country, source, import_id, lawful_basis, dedupe_hash
    )
    select
      import.agent_user_id, coalesce(j.name, ''), lower(j.email), j.phone, j.country, import.kind, import.id,
      import.declared_basis, j.hash
    from judged as j
    where j.reason is null and not j.is_duplicate and not import.dry_run
    order by j.number
    returning id
  )
  update public.contact_imports as i
  set status = 'done', completed_at = now(), last_error = null,
    rows = counted.rows, accepted = counted.accepted, duplicates = counted.duplicates,
    refused = counted.refused, notes = counted.notes
  from (
    select
      count(*) as rows, count(*) filter (where j.reason is null and not j.is_duplicate) as accepted,
      count(*) filter (where j.reason is null and j.is_duplicate) as duplicates,
      coalesce((
        select jsonb_agg(jsonb_build_object('row', f.line, 'reason', f.reason) order by f.number)
        from (select r.* from judged as r where r.reason is not null order by r.number limit told) as f
      ), '[]') as refused,
      coalesce((
        select jsonb_agg(jsonb_build_object('row', f.line, 'reason', f.note) order by f.number)
        from (select r.* from judged as r where r.reason is null and r.note is not null order by r.number limit told) as f
      ), '[]') as notes
    from judged as j
  ) as counted
  where i.id = import.id and (import.dry_run or (select count(*) from inserted) = counted.accepted);
  return found;
end
$$;

comment on function app.import_contacts(uuid, integer, jsonb) is
'The rows of a file ({number, line, name, email, phone, country, refused, note}) become contacts of the agent, or are only '
'counted on a dry run, and the import ends. False where another worker has it, or it is gone: nothing was done.';

grant execute on function app.import_contacts(uuid, integer, jsonb) to service;
