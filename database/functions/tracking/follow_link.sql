-- Look-up and record in one statement: the redirect waits for one answer.
-- (docs/decisions/0009-one-statement-redirect.md)
drop function if exists app.follow_link(text, text, text, text, text);

create or replace function app.follow_link(
  code text, address text, agent text, referrer text, country text default '', scan boolean default false
)
returns table (destination_url text, click_id uuid)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  link public.tracking_links;
begin
  select l.* into link from app.link_of(code) as l where l.expires_at is null or l.expires_at > now();
  if not found then
    return;
  end if;
  destination_url := link.destination_url;
  click_id := uuidv7();
  insert into public.tracking_events (
    id, tracking_link_id, campaign_id, brand_id, creator_user_id, event_type, visitor_ip_hash, user_agent, referrer,
    metadata, is_scan
  ) values (
    click_id, link.id, link.campaign_id, link.brand_id, link.creator_user_id, 'click',
    app.visitor_hash(follow_link.address, follow_link.agent), left(follow_link.agent, 512),
    app.referrer_host(follow_link.referrer), app.visit_metadata(follow_link.country), follow_link.scan
  );
  return next;
end
$$;

comment on function app.follow_link(text, text, text, text, text, boolean) is
'Looks a link up and records the click (country: ISO 3166 alpha-2, else unknown; scan: of a QR code); no row for a code '
'that is unknown, disabled or expired. The row''s click_id goes along to the shop.';

-- The redirect sends this one statement and nothing else, so the login role itself may call it: redirect_login, which may
-- do nothing beside, and api_login, as which the redirect of the release before connects.
grant execute on function app.follow_link(text, text, text, text, text, boolean) to redirect_login, api_login, service;
