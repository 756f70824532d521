-- Work that is approved when its campaign is over already makes the completion count, too. The caller holds the locks of campaign,
-- participant and work, so that each is written once.
create or replace function app.note_approved_work(submission public.creator_submissions, category text) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform app.record_fact(
    'submission.approved', (submission).creator_user_id, now(),
    jsonb_build_object(
      'role', 'creator', 'brand_id', (submission).brand_id, 'campaign_id', (submission).campaign_id,
      'category', app.fact_category(note_approved_work.category),
      'platform', (
        select app.platform_of(d.deliverable_type) from public.campaign_deliverables as d where d.id = (submission).deliverable_id
      )
    ),
    (submission).id::text
  );
  perform app.note_completions(array[(submission).campaign_id], array[(submission).participant_id]);
end
$$;

comment on function app.note_approved_work(public.creator_submissions, text) is
'A unit of work for a campaign of this category was approved: a fact for its creator.';
