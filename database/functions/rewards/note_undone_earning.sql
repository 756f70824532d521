-- What is left of a payment was still earned: only who gave back all of it did not do the deed.
create or replace function app.note_undone_earning(earning public.earnings, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (earning).escrow_id is not null then
    perform app.reverse_facts(
      'deal.released',
      -- Whoever owned the brand then: owners change.
      array(select m.user_id from public.brand_memberships as m where m.brand_id = (earning).brand_id) || (earning).creator_user_id,
      (earning).escrow_id::text, moment
    );
  elsif (earning).submission_id is not null then
    perform app.reverse_facts('submission.approved', array[(earning).creator_user_id], (earning).submission_id::text, moment);
  end if;
end
$$;

comment on function app.note_undone_earning(public.earnings, timestamptz) is
'An earning was taken back wholly, at once or in parts: the released deal, or the approved work, that it was for is undone.';
