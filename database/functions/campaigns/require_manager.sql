-- migrate:up
set local lock_timeout = '3s';

-- What the engine needs to know of a campaign beside what its brand entered first.
alter table campaigns
add column destination_url text,
add column end_announced_at timestamptz,
add column low_budget_announced_at timestamptz,
add constraint campaign_destination_is_https
check (destination_url like 'https://%' and length(destination_url) <= 2048);
comment on column campaigns.destination_url is 'Where the creators'' tracking links lead; NULL: the brand''s website.';
grant insert (destination_url), update (destination_url) on campaigns to authenticated, admin;
create index campaigns_running on campaigns (id) where status in ('active', 'paused');
create index campaigns_to_announce on campaigns (timeline_end)
where status in ('active', 'paused') and end_announced_at is null;

alter table campaign_participants add constraint campaign_participants_follow_a_tracking_link
foreign key (tracking_link) references tracking_links (id) on delete restrict;

set local role app_internal;

create function app.lock_campaign(campaign_id uuid) returns public.campaigns
language plpgsql security definer set search_path = '' as $$
declare
  locked public.campaigns;
begin
  select c.* into locked from public.campaigns as c where c.id = lock_campaign.campaign_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such campaign', detail = '{}';
  end if;
  return locked;
end
$$;
comment on function app.lock_campaign(uuid) is 'First lock of every step of the engine. Raises IG003.';

create function app.require_manager(brand_id uuid, creator_user_id uuid default null) returns void
language plpgsql stable set search_path = '' as $$
begin
  if auth.is_privileged() or brand_id = any(auth.campaign_brand_ids()) then
    return;
  elsif brand_id = any(auth.brand_ids()) or creator_user_id = auth.uid() then
    raise exception using errcode = 'IM005', message = 'for those who run the campaign', detail = '{}';
  end if;
  raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
end
$$;
comment on function app.require_manager(uuid, uuid) is
'Raises IM005 for who may read only (the creator concerned too), IG003 for everybody else.';

create function app.require_creator(creator_user_id uuid, brand_id uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
  if auth.is_privileged() or creator_user_id = auth.uid() then
    return;
  elsif brand_id = any(auth.brand_ids()) then
    raise exception using errcode = 'IM005', message = 'for the creator', detail = '{}';
  end if;
  raise exception using errcode = 'IG003', message = 'not for this actor', detail = '{}';
end
$$;
comment on function app.require_creator(uuid, uuid) is 'Raises IM005 for the brand''s members, IG003 for everybody else.';

create function app.require_status(campaign public.campaigns, variadic allowed text[]) returns void
language plpgsql stable set search_path = '' as $$
begin
  if campaign.status <> all(allowed) then
    raise exception using
      errcode = 'IC008', message = 'the campaign is ' || campaign.status,
      detail = jsonb_build_object('status', campaign.status, 'allowed', allowed)::text;
  end if;
end
$$;
comment on function app.require_status(public.campaigns, text[]) is 'Raises IC008.';

create function app.keep_agreed_terms() returns trigger
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
  -- The lock that acceptance takes, too: nobody accepts what changes at this moment. A campaign that is
  -- being deleted is gone already, and its deliverables go with it.
  select c.* into campaign from public.campaigns as c where c.id = deliverable.campaign_id for no key update;
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
'BEFORE a deliverable comes, goes or changes what it pays: not after somebody has accepted. Raises IC009.';

create function app.keep_currency() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.status <> 'draft'
    or exists (select from public.campaign_invitations as i where i.campaign_id = new.id)
  then
    raise exception using errcode = 'IC010', message = 'amounts were promised in this currency', detail = '{}';
  end if;
  return new;
end
$$;
comment on function app.keep_currency() is 'BEFORE UPDATE of currency on campaigns. Raises IC010.';

create function app.require_open_survey() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.surveys as s
  where s.id = new.survey_id and s.status = 'open' and (s.closes_at is null or s.closes_at > now());
  if not found then
    raise exception using errcode = 'IC015', message = 'the survey is not open', detail = '{}';
  end if;
  return new;
end
$$;
comment on function app.require_open_survey() is 'BEFORE INSERT on survey_responses. Raises IC015.';

grant execute on function app.keep_agreed_terms(), app.keep_currency(), app.require_open_survey() to app_owner;
reset role;

create trigger keep_agreed_terms before insert or update or delete on campaign_deliverables
for each row execute function app.keep_agreed_terms();
create trigger keep_currency before update of currency on campaigns
for each row when (old.currency is distinct from new.currency) execute function app.keep_currency();
create trigger require_open_survey before insert on survey_responses
for each row execute function app.require_open_survey();

-- migrate:down
set local lock_timeout = '3s';
drop trigger require_open_survey on survey_responses;
drop trigger keep_currency on campaigns;
drop trigger keep_agreed_terms on campaign_deliverables;
set local role app_internal;
drop function app.require_open_survey();
drop function app.keep_currency();
drop function app.keep_agreed_terms();
drop function app.require_status(public.campaigns, text[]);
drop function app.require_creator(uuid, uuid);
drop function app.require_manager(uuid, uuid);
drop function app.lock_campaign(uuid);
reset role;
alter table campaign_participants drop constraint campaign_participants_follow_a_tracking_link;
drop index campaigns_to_announce;
drop index campaigns_running;
alter table campaigns drop column low_budget_announced_at, drop column end_announced_at, drop column destination_url;
