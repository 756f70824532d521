-- Decision 61: whoever goes takes along what nobody has approved.
create or replace function app.drop_unapproved_work(participant_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  update public.creator_submissions as s set status = 'rejected'
  where s.participant_id = drop_unapproved_work.participant_id and s.status in ('pending_review', 'changes_requested');
  perform app.release_budget(drop_unapproved_work.participant_id);
end
$$;

comment on function app.drop_unapproved_work(uuid) is
'Under the campaign''s lock: what is not approved is rejected, what is unspent goes back to the wallet.';
