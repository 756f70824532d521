create or replace function app.decide_review(
  escrow public.escrows, submission_id uuid, decision text, reason_code text, note text, moment timestamptz
) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  place record;
begin
  insert into public.deal_reviews (
    submission_id, escrow_id, brand_id, creator_user_id, reviewer_user_id, decision, reason_code, note
  ) values (
    decide_review.submission_id, escrow.id, escrow.brand_id, escrow.creator_user_id, auth.uid(), decide_review.decision,
    decide_review.reason_code, decide_review.note
  );
  escrow := app.step_escrow(escrow, decision, moment, coalesce(reason_code, ''));
  if decision = 'rejected' then
    return escrow;
  end if;
  select m.number, coalesce((d.terms ->> 'keep_live_days')::integer, 0) as keep_live_days into place
  from public.deal_milestones as m inner join public.deals as d on d.id = m.deal_id where m.id = escrow.milestone_id;
  if place.keep_live_days = 0 then
    escrow := app.release_escrow(escrow, moment);
  end if;
  perform app.begin_turn(escrow.deal_id, place.number + 1, moment);
  return escrow;
end
$$;

comment on function app.decide_review(public.escrows, uuid, text, text, text, timestamptz) is
'Review and step; approved work is paid, and the next milestone comes to its turn. The caller holds the locks.';
