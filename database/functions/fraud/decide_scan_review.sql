create or replace function app.decide_scan_review(scan_id uuid, decision text, note text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  review public.scan_reviews;
begin
  select r.* into review from public.scan_reviews as r where r.scan_id = decide_scan_review.scan_id for no key update;
  perform app.require_scan_reviewer(review);
  if review.status <> 'open' then
    raise exception using
      errcode = 'IA007', message = 'decided already',
      detail = jsonb_build_object('table', 'scan_reviews', 'from', review.status, 'to', decision)::text;
  end if;
  update public.scan_reviews as r
  set status = decision, reviewer_user_id = auth.uid(), note = coalesce(decide_scan_review.note, ''), decided_at = now()
  where r.scan_id = review.scan_id;
  if decision = 'cleared' then
    perform app.note_scan(review.scan_id, review.scan_at);
  else
    update public.devices as d set risk = least(100, d.risk + review.score) where d.id = review.device_id;
  end if;
end
$$;

comment on function app.decide_scan_review(uuid, text, text) is
'Somebody who is not the fan clears a flagged scan (it counts after all, and its fact is told) or confirms it (it never does, and its device '
'is riskier by its score, 100 at most), once. Raises IM005, IG003, IK033, IA007.';

grant execute on function app.decide_scan_review(uuid, text, text) to authenticated, admin;
