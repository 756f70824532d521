-- What was seen of a post, and what time does then: a post that is back ends the time to restore it.
create or replace function app.note_live_post(
  escrow public.escrows, submission_id uuid, live_status text, seen_at timestamptz, account_id uuid
) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if escrow.status in ('released', 'refunded', 'cancelled') then
    return; -- somebody was faster
  end if;
  update public.deal_submissions as s
  set live_status = note_live_post.live_status, live_checked_at = seen_at, live_account_id = account_id
  where s.id = note_live_post.submission_id;
  if escrow.status <> 'approved' then
    return;
  end if;
  if live_status <> 'gone' then
    escrow.gone_at := null;
  end if;
  escrow := app.with_deadline(escrow);
  update public.escrows as e
  set gone_at = escrow.gone_at, deadline_at = escrow.deadline_at, next_step = escrow.next_step
  where e.id = escrow.id;
end
$$;

comment on function app.note_live_post(public.escrows, uuid, text, timestamptz, uuid) is
'Writes down that a post is live, gone or unknown since a moment, and sets the next deadline. The caller holds the locks.';
