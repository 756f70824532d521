-- Whether terms are agreed is told to those who run the brand's campaigns; the policy refuses everybody else.
create or replace function app.keep_agreed_terms() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  deliverable constant public.campaign_deliverables := coalesce(new, old);
  campaign public.campaigns;
begin
  if tg_op = 'UPDATE'
    and (new.quantity, new.compensation_amount) is not distinct from (old.quantity, old.compensation_amount)
  then
    return new;
  end if;
  -- It runs before the policy's check, and as definer: a stranger must neither lock the campaign nor learn of its state.
  if tg_op = 'INSERT' and current_setting('role', true) = 'authenticated'
    and new.brand_id <> all(auth.campaign_brand_ids())
  then
    return new;
  end if;
  -- The lock that acceptance takes, too: nobody accepts what changes at this moment. A campaign that is
  -- being deleted is gone already, and its deliverables go with it.
  -- Of that brand: the foreign key that refuses another's campaign is looked at later, too.
  select c.* into campaign from public.campaigns as c
  where c.id = deliverable.campaign_id and c.brand_id = deliverable.brand_id for no key update;
  if found and (
    campaign.status in ('completed', 'cancelled')
    or exists (select from public.campaign_participants as p where p.campaign_id = deliverable.campaign_id)
  ) then
    raise exception using errcode = 'IC009', message = 'creators have accepted these deliverables', detail = '{}';
  end if;
  return deliverable;
end
$$;

comment on function app.keep_agreed_terms() is
'BEFORE a deliverable comes, goes or changes what it pays: not after somebody has accepted. Raises IC009, '
'to a user only where they run the campaigns of its brand.';

grant execute on function app.keep_agreed_terms() to app_owner;

create or replace trigger keep_agreed_terms before insert or update or delete on campaign_deliverables
for each row execute function app.keep_agreed_terms();
