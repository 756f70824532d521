-- What failed in this run is not selected again in this run: a batch full of failures must not hold back the others.
create or replace function app.approve_late_reviews(
  as_of timestamptz, batch integer, skipped uuid[] default '{}',
  out approved integer, out errors integer, out failed uuid[]
)
language plpgsql security definer set search_path = '' as $$
declare
  late uuid;
begin
  approved := 0;
  failed := '{}';
  for late in
    select s.id from public.creator_submissions as s
    inner join public.campaigns as c on c.id = s.campaign_id
    where s.status = 'pending_review' and c.auto_approve_late_reviews and s.id <> all(skipped)
      and s.submitted_at <= as_of - app.setting_interval('review_auto_approve_hours', 'hours')
    order by s.submitted_at limit batch
  loop
    begin
      perform app.review_submission(late, 'approved', 'Approved because the time for a review was over.', null);
      approved := approved + 1;
    exception when others then
      -- Somebody decided meanwhile, or this one cannot be paid: it must not hold back the others.
      raise warning 'late review of %: %', late, sqlerrm;
      failed := failed || late;
    end;
  end loop;
  errors := cardinality(failed);
end
$$;

comment on function app.approve_late_reviews(timestamptz, integer, uuid[]) is
'Approves what its brand did not review in time, where the campaign says so; skipped: what failed in an earlier pass.';

grant execute on function app.approve_late_reviews(timestamptz, integer, uuid[]) to service;
