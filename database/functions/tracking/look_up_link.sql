-- Without recording anything: for who asks with HEAD, for who follows a link after its end, and for the recorder mode `queue`,
-- whose clicks come later, in batches, by a worker.
create or replace function app.look_up_link(code text) returns table (
  id uuid, campaign_id uuid, brand_id uuid, creator_user_id uuid, destination_url text, expires_at timestamptz,
  expired_url text, has_ended boolean
)
language sql stable security definer set search_path = '' as $$
  select
    l.id, l.campaign_id, l.brand_id, l.creator_user_id, l.destination_url, l.expires_at, l.expired_url,
    coalesce(l.expires_at <= now(), false)
  from app.link_of(code) as l
$$;

comment on function app.look_up_link(text) is
'The link of a code, ended or not, without recording anything; no row for one that is unknown, disabled or of a barred brand.';

-- As app.follow_link: one statement of the login role itself.
grant execute on function app.look_up_link(text) to redirect_login, api_login, service;
