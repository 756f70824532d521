-- As app.follow_link, for content that is seen and not followed.
create or replace function app.view_link(code text, address text, agent text, referrer text, country text default '')
returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.tracking_events (
    tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer,
    metadata
  )
  select
    l.id, l.campaign_id, l.brand_id, l.creator_user_id, 'view', app.visitor_hash(view_link.address, view_link.agent),
    left(view_link.agent, 512), app.referrer_host(view_link.referrer), app.visit_metadata(view_link.country)
  from app.link_of(code) as l where l.expires_at is null or l.expires_at > now();
  return found;
end
$$;

comment on function app.view_link(text, text, text, text, text) is
'Records a view of a link''s content; false for no such link.';

-- As app.follow_link: one statement of the login role itself.
grant execute on function app.view_link(text, text, text, text, text) to redirect_login, api_login, service;
