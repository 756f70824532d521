create or replace function app.hand_in_work(escrow_id uuid, kind text, content_url text, file text, note text)
returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  moment constant timestamptz := now();
  new_id uuid;
begin
  select e.* into escrow from public.escrows as e where e.id = hand_in_work.escrow_id;
  perform app.require_creator(escrow.creator_user_id, escrow.brand_id);
  escrow := app.lock_escrow(escrow_id);
  perform app.require_escrow_status(escrow, 'locked', 'work_in_progress', 'rejected');
  if escrow.status <> 'work_in_progress' then
    escrow := app.begin_work(escrow, moment);
  end if;
  perform app.require_time_for_work(escrow, moment);
  insert into public.deal_submissions (
    escrow_id, brand_id, creator_user_id, revision, kind, content_url, file, note, submitted_at
  ) values (
    escrow.id, escrow.brand_id, escrow.creator_user_id, 1 + coalesce((
      select max(s.revision) from public.deal_submissions as s where s.escrow_id = escrow.id
    ), 0), hand_in_work.kind, hand_in_work.content_url, hand_in_work.file, hand_in_work.note, moment
  ) returning id into new_id;
  update public.deal_submissions as s
  set live_status = 'live', live_checked_at = coalesce(p.last_synced_at, moment), live_account_id = p.social_account_id
  from public.content_posts as p where s.id = new_id and p.user_id = s.creator_user_id and p.url = s.content_url;
  perform app.step_escrow(escrow, 'work_submitted', moment);
  return new_id;
end
$$;

comment on function app.hand_in_work(uuid, text, text, text, text) is
'Work of the creator (url, file, text): a new revision, which starts the work where nothing did. Late work is taken, and written '
'down. Raises IG003, IM005, IC018, IK001, IK003, IK008, IK013.';

grant execute on function app.hand_in_work(uuid, text, text, text, text) to authenticated;
