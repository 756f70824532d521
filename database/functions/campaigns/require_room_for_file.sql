-- The row comes before the upload: what is refused here is never stored. After the policies have spoken: a stranger neither
-- locks the campaign nor learns of its state.
create or replace function app.require_room_for_file() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 200;
  participant_status text;
begin
  perform app.require_status(app.lock_campaign(new.campaign_id), 'draft', 'active', 'paused');
  if new.creator_user_id is not null then
    select p.status into participant_status from public.campaign_participants as p
    where p.campaign_id = new.campaign_id and p.creator_user_id = new.creator_user_id;
    if participant_status <> 'active' then
      raise exception using
        errcode = 'IC014', message = 'the participant is ' || participant_status,
        detail = jsonb_build_object('status', participant_status)::text;
    end if;
  end if;
  -- Exact, because all wait for the campaign's lock.
  if most < (
    select count(*) from public.campaign_assets as a
    where a.campaign_id = new.campaign_id and a.creator_user_id is not distinct from new.creator_user_id
  ) then
    raise exception using
      errcode = 'IC019', message = 'too many files', detail = jsonb_build_object('most', most)::text;
  end if;
  return null;
end
$$;

comment on function app.require_room_for_file() is
'AFTER INSERT on campaign_assets: 200 files of the brand, and of each participant, in a campaign that is not over. '
'Raises IC008, IC014, IC019.';

grant execute on function app.require_room_for_file() to app_owner;

create or replace trigger require_room after insert on campaign_assets
for each row execute function app.require_room_for_file();
