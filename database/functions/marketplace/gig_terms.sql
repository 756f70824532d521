create or replace function app.gig_terms(gig public.gigs) returns jsonb
language sql immutable set search_path = ''
return jsonb_build_object(
  'gig_id', (gig).id, 'title', (gig).title, 'description', (gig).description, 'currency', (gig).currency,
  'due_days', (gig).due_days, 'revision_limit', (gig).revision_limit, 'review_hours', (gig).review_hours,
  'keep_live_days', (gig).keep_live_days
);

comment on function app.gig_terms(public.gigs) is 'What a deal takes over of its gig.';
