-- For the redirect of the release before, which goes with it: app.look_up_link knows ends, too.
create or replace function app.find_link(code text) returns table (
  id uuid, campaign_id uuid, brand_id uuid, creator_user_id uuid, destination_url text, expires_at timestamptz
)
language sql stable security definer set search_path = '' as $$
  select l.id, l.campaign_id, l.brand_id, l.creator_user_id, l.destination_url, l.expires_at
  from app.link_of(code) as l where l.expires_at is null or l.expires_at > now()
$$;

comment on function app.find_link(text) is 'A link that works, without recording anything.';

-- As app.follow_link: one statement of the login role itself.
grant execute on function app.find_link(text) to redirect_login, api_login, service;
