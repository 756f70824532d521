-- The row comes before the upload: what is refused here is never stored.
create or replace function app.require_room_for_deal_file() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 200;
  escrow public.escrows;
begin
  escrow := app.lock_escrow(new.escrow_id);
  perform app.require_escrow_status(escrow, 'locked', 'work_in_progress', 'work_submitted', 'under_review', 'rejected');
  if escrow.deadline_at <= now()
    and escrow.next_step in ('refund_unstarted', 'refund_late', 'refund_rejected', 'end_hold')
  then
    raise exception using
      errcode = 'IK008', message = 'the time is over', detail = jsonb_build_object('deadline_at', escrow.deadline_at)::text;
  end if;
  if most < (select count(*) from public.deal_files as f where f.escrow_id = new.escrow_id) then
    raise exception using
      errcode = 'IC019', message = 'too many files', detail = jsonb_build_object('most', most)::text;
  end if;
  if escrow.status = 'locked' then
    perform app.begin_work(escrow, now());
  end if;
  return null;
end
$$;

comment on function app.require_room_for_deal_file() is
'AFTER INSERT on deal_files: 200 files for an escrow at work; the first upload starts the work, and none comes when its time is over. Raises IC019, IK001, IK003, IK008.';

grant execute on function app.require_room_for_deal_file() to app_owner;

create or replace trigger require_room after insert on deal_files
for each row execute function app.require_room_for_deal_file();
