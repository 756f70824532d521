create or replace function app.tell_of_gig(gig public.gigs, type text, amount bigint) returns void
language sql security definer set search_path = '' as $$
  select app.notify_brand(
    (tell_of_gig.gig).brand_id, 'campaign', 'deals', tell_of_gig.type, 'A gig is closed',
    format('"%s" takes nobody any more. What was not taken is in your wallet again.', (tell_of_gig.gig).title),
    jsonb_build_object(
      'gig_id', (tell_of_gig.gig).id, 'gig_title', (tell_of_gig.gig).title, 'currency', (tell_of_gig.gig).currency
    ) || case when tell_of_gig.amount > 0 then jsonb_build_object('amount', tell_of_gig.amount) else '{}' end
  )
  where auth.uid() is null
$$;

comment on function app.tell_of_gig(public.gigs, text, bigint) is
'Tells the brand that time has closed a gig, and what came back (minor units).';
