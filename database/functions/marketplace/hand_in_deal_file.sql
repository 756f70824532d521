-- As app.hand_in_file: a path is a word, so it has to be a stored upload of the same creator for the same escrow.
create or replace function app.hand_in_deal_file() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.deal_files as f set handed_in_at = coalesce(f.handed_in_at, now())
  where f.object_key = new.file and f.escrow_id = new.escrow_id and f.creator_user_id = new.creator_user_id
    and f.status = 'stored';
  if not found then
    raise exception using errcode = 'IC018', message = 'no such upload of this creator', detail = '{}';
  end if;
  return null;
end
$$;

comment on function app.hand_in_deal_file() is
'AFTER INSERT on deal_submissions with a file: it must be a stored upload for the same escrow, and shows it to the brand. Raises IC018.';

grant execute on function app.hand_in_deal_file() to app_owner;

create or replace trigger hand_in_file after insert on deal_submissions
for each row when (new.file is not null) execute function app.hand_in_deal_file();
