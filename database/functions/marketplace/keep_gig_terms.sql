-- Who was approved or has claimed agreed to what they read; nothing of it changes under them. In a gig with slots money is
-- bound to the slots once it is open; a gig by application keeps prices, which applications are held to and searches sort by.
create or replace function app.keep_gig_terms() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if exists (select from public.deals as d where d.gig_id = new.id) or (
    old.status <> 'draft' and (old.mode, old.slots_total, old.currency, old.price_min, old.price_max)
    is distinct from (new.mode, new.slots_total, new.currency, new.price_min, new.price_max)
    and (old.mode = 'claim' or new.mode is distinct from old.mode or new.currency <> old.currency
      or num_nulls(new.price_min, new.price_max) > 0)
  ) then
    raise exception using
      errcode = 'IK010', message = 'somebody has agreed to these terms', detail = jsonb_build_object('gig_id', new.id)::text;
  end if;
  return new;
end
$$;

comment on function app.keep_gig_terms() is
'BEFORE the terms of a gig change: not once an application is approved or a slot claimed, nor what is funded, nor do an open gigs prices go. Raises IK010.';

grant execute on function app.keep_gig_terms() to app_owner;

create or replace trigger keep_terms before update of mode, title, description, category, currency, price_min, price_max,
slots_total, followers_min, followers_max, platforms, countries, languages, questions, due_days, revision_limit,
review_hours, keep_live_days on gigs
for each row when (
  (old.mode, old.title, old.description, old.category, old.currency, old.price_min, old.price_max, old.slots_total,
    old.followers_min, old.followers_max, old.platforms, old.countries, old.languages, old.questions, old.due_days,
    old.revision_limit, old.review_hours, old.keep_live_days)
  is distinct from
  (new.mode, new.title, new.description, new.category, new.currency, new.price_min, new.price_max, new.slots_total,
    new.followers_min, new.followers_max, new.platforms, new.countries, new.languages, new.questions, new.due_days,
    new.revision_limit, new.review_hours, new.keep_live_days)
  and new.opened_at is not distinct from old.opened_at
)
execute function app.keep_gig_terms();
