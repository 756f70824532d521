-- A path is a word: without this a creator could hand in another's upload.
create or replace function app.hand_in_file() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.campaign_assets as a set handed_in_at = coalesce(a.handed_in_at, now())
  where a.object_key = new.file_path and a.campaign_id = new.campaign_id
    and a.creator_user_id = new.creator_user_id and a.status = 'stored';
  if not found then
    raise exception using errcode = 'IC018', message = 'no such upload of this creator', detail = '{}';
  end if;
  return new;
end
$$;

comment on function app.hand_in_file() is
'AFTER INSERT OR UPDATE on creator_submissions with a file: it must be a stored upload of the same creator for the '
'same campaign, and shows it to the brand. Raises IC018.';

grant execute on function app.hand_in_file() to app_owner;

create or replace trigger hand_in_file_insert after insert on creator_submissions
for each row when (new.file_path is not null) execute function app.hand_in_file();

create or replace trigger hand_in_file_update after update of file_path on creator_submissions
for each row when (new.file_path is not null and new.file_path is distinct from old.file_path)
execute function app.hand_in_file();
