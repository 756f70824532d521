-- migrate:up
set local lock_timeout = '3s';

-- Creators upload the files that they hand in the same way as brands upload theirs: into the same table, on their own
-- behalf. A brand sees such a file once it was handed in.
alter table campaign_assets
add column creator_user_id uuid,
add column refusal_reason text,
add column handed_in_at timestamptz,
add constraint campaign_assets_come_from_a_participant foreign key (campaign_id, creator_user_id)
references campaign_participants (campaign_id, creator_user_id) on delete restrict,
add constraint campaign_assets_of_creators_are_their_own check (uploaded_by = creator_user_id),
add constraint campaign_assets_refusal_is_known check (refusal_reason in ('size', 'type', 'checksum')),
add constraint campaign_assets_refusal_has_a_reason check ((status = 'refused') = (refusal_reason is not null)),
add constraint campaign_assets_are_handed_in_by_creators
check (handed_in_at is null or (creator_user_id is not null and status = 'stored'));
create index campaign_assets_of_a_creator on campaign_assets (creator_user_id, id desc);
create index campaign_assets_of_a_participant on campaign_assets (campaign_id, creator_user_id, id desc);
create index campaign_assets_loose on campaign_assets (created_at, id)
where status <> 'stored' or (creator_user_id is not null and handed_in_at is null);

drop policy campaign_assets_people on campaign_assets;
drop policy campaign_assets_managers_insert on campaign_assets;
drop policy campaign_assets_managers_delete on campaign_assets;
create policy campaign_assets_people on campaign_assets for select to authenticated using (
  (brand_id = any((select auth.brand_ids())::uuid[]) and (creator_user_id is null or handed_in_at is not null))
  or (campaign_id = any((select auth.creator_campaign_ids())::uuid[]) and creator_user_id is null)
  or creator_user_id = (select auth.uid())
);
create policy campaign_assets_managers_insert on campaign_assets for insert to authenticated with check (
  brand_id = any((select auth.campaign_brand_ids())::uuid[])
  and creator_user_id is null and uploaded_by = (select auth.uid())
);
create policy campaign_assets_creators_insert on campaign_assets for insert to authenticated
with check (creator_user_id = (select auth.uid()));
create policy campaign_assets_managers_delete on campaign_assets for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and creator_user_id is null);
create policy campaign_assets_creators_delete on campaign_assets for delete to authenticated
using (creator_user_id = (select auth.uid()) and handed_in_at is null);
create policy campaign_assets_internal on campaign_assets to app_internal using (true) with check (true);
grant insert (creator_user_id, checksum_sha256) on campaign_assets to authenticated, admin;
grant update (refusal_reason) on campaign_assets to service;
grant select, update (handed_in_at) on campaign_assets to app_internal;
-- NOTE: what was handed in stays: neither its creator nor the brand deletes it.
comment on column campaign_assets.creator_user_id is 'Who hands it in; NULL for a file of the brand.';
comment on column campaign_assets.handed_in_at is 'When a submission referred to it first.';

set local role app_internal;

create function app.require_room_for_file() returns trigger
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
  if most <= (
    select count(*) from public.campaign_assets as a
    where a.campaign_id = new.campaign_id and a.creator_user_id is not distinct from new.creator_user_id
  ) then
    raise exception using
      errcode = 'IC019', message = 'too many files', detail = jsonb_build_object('most', most)::text;
  end if;
  return new;
end
$$;
comment on function app.require_room_for_file() is
'BEFORE INSERT on campaign_assets: 200 files of the brand, and of each participant, in a campaign that is not over. '
'Raises IC008, IC014, IC019.';

create function app.hand_in_file() returns trigger
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

grant execute on function app.require_room_for_file(), app.hand_in_file() to app_owner;
reset role;

create trigger require_room before insert on campaign_assets
for each row execute function app.require_room_for_file();
create trigger hand_in_file_insert after insert on creator_submissions
for each row when (new.file_path is not null) execute function app.hand_in_file();
create trigger hand_in_file_update after update of file_path on creator_submissions
for each row when (new.file_path is not null and new.file_path is distinct from old.file_path)
execute function app.hand_in_file();

-- migrate:down
set local lock_timeout = '3s';
drop trigger hand_in_file_update on creator_submissions;
drop trigger hand_in_file_insert on creator_submissions;
drop trigger require_room on campaign_assets;
set local role app_internal;
drop function app.hand_in_file();
drop function app.require_room_for_file();
reset role;
revoke select, update (handed_in_at) on campaign_assets from app_internal;
revoke insert (checksum_sha256) on campaign_assets from authenticated, admin;
drop policy campaign_assets_internal on campaign_assets;
drop policy campaign_assets_creators_delete on campaign_assets;
drop policy campaign_assets_managers_delete on campaign_assets;
drop policy campaign_assets_creators_insert on campaign_assets;
drop policy campaign_assets_managers_insert on campaign_assets;
drop policy campaign_assets_people on campaign_assets;
alter table campaign_assets
drop column creator_user_id, drop column refusal_reason, drop column handed_in_at;
create policy campaign_assets_people on campaign_assets for select to authenticated using (
  brand_id = any((select auth.brand_ids())::uuid[])
  or campaign_id = any((select auth.creator_campaign_ids())::uuid[])
);
create policy campaign_assets_managers_insert on campaign_assets for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and uploaded_by = (select auth.uid()));
create policy campaign_assets_managers_delete on campaign_assets for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
