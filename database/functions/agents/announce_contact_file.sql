-- A form is a right to fill our bucket: few at a time.
create or replace function app.announce_contact_file(kind text, size_bytes bigint) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 30;
  keeper constant uuid := app.lock_contact_keeper();
  upload_id uuid;
begin
  if most <= (
    select count(*) from public.contact_uploads as u
    where u.agent_user_id = keeper and u.created_at > now() - interval '24 hours'
  ) then
    raise exception using errcode = 'IR008', message = 'too many files in a day',
      detail = jsonb_build_object('limit', 'uploads', 'most', most)::text;
  end if;
  insert into public.contact_uploads (agent_user_id, kind, size_bytes)
  values (keeper, announce_contact_file.kind, announce_contact_file.size_bytes) returning id into upload_id;
  return upload_id;
end
$$;

comment on function app.announce_contact_file(text, bigint) is
'A row for a file that the agent is about to upload, at most 30 in 24 hours. size_bytes: the most that is taken. '
'Raises IM005, IR008.';

grant execute on function app.announce_contact_file(text, bigint) to authenticated, admin;
