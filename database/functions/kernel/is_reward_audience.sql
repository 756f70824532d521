-- owner: app_owner
-- A segment is a word of the specification that nothing makes yet.
create or replace function app.is_reward_audience(audience jsonb) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(audience, 'null') = 'null' or jsonb_typeof(audience) = 'object' and case jsonb_typeof(audience) when 'object' then
    audience - array['segment_id', 'roles', 'tiers'] = '{}'
    and coalesce(audience -> 'segment_id', 'null') = 'null'
    and app.is_list_of_texts(coalesce(audience -> 'roles', '[]'), '^(creator|brand|agent)$', 3)
    and app.is_list_of_texts(coalesce(audience -> 'tiers', '[]'), '^[a-z][a-z0-9_]{0,31}$', 10)
  else false end
$$;

comment on function app.is_reward_audience(jsonb) is
'Whether a JSON value says whom a reward trigger is for: {segment_id, roles, tiers}, or NULL for everybody; never NULL, never an error.';

grant execute on function app.is_reward_audience(jsonb) to app_internal, admin, service, authenticated;
