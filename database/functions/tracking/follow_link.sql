-- migrate:up
set local lock_timeout = '3s';

-- Where a visitor is, as CloudFront sees it: the country, nothing finer.
set local role app_internal;
create function app.visit_metadata(country text) returns jsonb
language sql immutable set search_path = ''
return case when country ~ '^[A-Z]{2}$' then jsonb_build_object('country', country) else '{}'::jsonb end;
comment on function app.visit_metadata(text) is 'The metadata of a visit: its country (ISO 3166 alpha-2), where known.';

drop function app.follow_link(text, text, text, text);
create function app.follow_link(code text, address text, agent text, referrer text, country text default '')
returns table (destination_url text, click_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  link public.tracking_links;
begin
  select l.* into link from public.tracking_links as l
  where l.short_code = code and l.disabled_at is null and (l.expires_at is null or l.expires_at > now());
  if not found then
    return;
  end if;
  destination_url := link.destination_url;
  click_id := uuidv7();
  insert into public.tracking_events (
    id, tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer,
    metadata
  ) values (
    click_id, link.id, link.campaign_id, link.brand_id, link.creator_user_id, 'click',
    app.visitor_hash(follow_link.address), left(follow_link.agent, 512), left(follow_link.referrer, 512),
    app.visit_metadata(follow_link.country)
  );
  return next;
end
$$;
comment on function app.follow_link(text, text, text, text, text) is
'Looks a link up and records the click (country: ISO 3166 alpha-2, else unknown); no row for a code that is unknown, disabled or expired. The row''s click_id '
'goes along to the shop.';
-- The redirect sends this one statement and nothing else, so the login role itself may call it.
grant execute on function app.follow_link(text, text, text, text, text) to api_login, service;

drop function app.view_link(text, text, text, text);
create function app.view_link(code text, address text, agent text, referrer text, country text default '')
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.tracking_events (
    tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer,
    metadata
  )
  select
    l.id, l.campaign_id, l.brand_id, l.creator_user_id, 'view', app.visitor_hash(view_link.address),
    left(view_link.agent, 512), left(view_link.referrer, 512), app.visit_metadata(view_link.country)
  from public.tracking_links as l
  where l.short_code = code and l.disabled_at is null and (l.expires_at is null or l.expires_at > now());
  return found;
end
$$;
comment on function app.view_link(text, text, text, text, text) is 'Records a view of a link''s content; false for no such link.';
grant execute on function app.view_link(text, text, text, text, text) to api_login, service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.view_link(text, text, text, text, text);
create function app.view_link(code text, address text, agent text, referrer text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.tracking_events (
    tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer
  )
  select
    l.id, l.campaign_id, l.brand_id, l.creator_user_id, 'view', app.visitor_hash(view_link.address),
    left(view_link.agent, 512), left(view_link.referrer, 512)
  from public.tracking_links as l
  where l.short_code = code and l.disabled_at is null and (l.expires_at is null or l.expires_at > now());
  return found;
end
$$;
comment on function app.view_link(text, text, text, text) is 'Records a view of a link''s content; false for no such link.';
grant execute on function app.view_link(text, text, text, text) to api_login, service;

drop function app.follow_link(text, text, text, text, text);
create function app.follow_link(code text, address text, agent text, referrer text)
returns table (destination_url text, click_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  link public.tracking_links;
begin
  select l.* into link from public.tracking_links as l
  where l.short_code = code and l.disabled_at is null and (l.expires_at is null or l.expires_at > now());
  if not found then
    return;
  end if;
  destination_url := link.destination_url;
  click_id := uuidv7();
  insert into public.tracking_events (
    id, tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer
  ) values (
    click_id, link.id, link.campaign_id, link.brand_id, link.creator_user_id, 'click',
    app.visitor_hash(follow_link.address), left(follow_link.agent, 512), left(follow_link.referrer, 512)
  );
  return next;
end
$$;
comment on function app.follow_link(text, text, text, text) is
'Looks a link up and records the click; no row for a code that is unknown, disabled or expired. The row''s click_id '
'goes along to the shop.';
-- The redirect sends this one statement and nothing else, so the login role itself may call it.
grant execute on function app.follow_link(text, text, text, text) to api_login, service;
drop function app.visit_metadata(text);
reset role;
