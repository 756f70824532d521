-- migrate:up
set local lock_timeout = '3s';

-- A trigger for each level, as each level has a badge of its own. Of followers a fact is a milestone: the level stands in it.
alter table achievements no force row level security;
alter table reward_triggers no force row level security, disable trigger user;
insert into reward_triggers (program_id, key, name, definition, reward, auto_claim, status, live_at)
select
  '0193b6f0-0000-7000-8000-0000000000ac' as program_id,
  case when cardinality(a.levels) = 1 then a.key else format('%s-%s', a.key, l.level) end as key,
  case when cardinality(a.levels) = 1 then a.name else format('%s %s', a.name, l.level) end as name,
  r.definition::jsonb || case
    when a.key = 'reach' then jsonb_build_object(
      'levels', '[1]'::jsonb,
      'where', jsonb_build_array(jsonb_build_object('field', 'followers', 'op', 'gte', 'value', l.level))
    )
    else jsonb_build_object('levels', jsonb_build_array(l.level))
  end as definition,
  jsonb_build_object('kind', 'badge', 'achievement', a.key, 'level', l.level) as reward,
  true as auto_claim,
  'live' as status,
  now() as live_at
from (
  values
  ('first-deal', '{"on": "deal.released", "who": "creator"}'),
  ('deal-maker', '{"on": "deal.released", "who": "creator"}'),
  (
    'big-deal',
    '{"on": "deal.released", "who": "creator", "where": [{"field": "price", "op": "gte", "value": 100000}, {"field": "currency", "op": "in", "value": ["eur", "usd", "gbp", "chf"]}]}'
  ),
  (
    'many-brands',
    '{"on": "deal.released", "who": "creator", "count": {"what": "distinct", "field": "brand_id"}}'
  ),
  (
    'busy-month',
    '{"on": "deal.released", "who": "creator", "window": "month", "per_subject_max": 1}'
  ),
  ('connected', '{"on": "social.connected", "count": {"what": "distinct", "field": "platform"}}'),
  ('reach', '{"on": "followers.milestone"}'),
  ('survey-voice', '{"on": "survey.answered"}'),
  ('approved-work', '{"on": "submission.approved"}'),
  ('campaign-finisher', '{"on": "campaign.completed", "who": "creator"}'),
  ('brand-first-deal', '{"on": "deal.released", "who": "brand"}'),
  ('brand-deals', '{"on": "deal.released", "who": "brand"}'),
  (
    'brand-big-deal',
    '{"on": "deal.released", "who": "brand", "where": [{"field": "price", "op": "gte", "value": 500000}, {"field": "currency", "op": "in", "value": ["eur", "usd", "gbp", "chf"]}]}'
  ),
  (
    'brand-platforms',
    '{"on": "deal.released", "who": "brand", "count": {"what": "distinct", "field": "platform"}}'
  ),
  ('campaign-host', '{"on": "campaign.completed", "who": "brand"}'),
  ('first-referral', '{"on": "referral.active"}'),
  ('network', '{"on": "referral.active"}'),
  ('busy-season', '{"on": "referral.active", "window": "month", "per_subject_max": 1}'),
  ('profile-complete', '{"on": "profile.completed"}'),
  ('login-streak', '{"on": "login.day", "count": {"what": "streak_days"}}')
) as r (key, definition)
inner join achievements as a on r.key = a.key
cross join unnest(a.levels) as l (level);
alter table achievements force row level security;
alter table reward_triggers force row level security, enable trigger user;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: where somebody has been granted one of them, this fails: what people have earned is not undone by a migration.
alter table reward_triggers no force row level security, disable trigger user;
delete from reward_triggers
where program_id = '0193b6f0-0000-7000-8000-0000000000ac';
alter table reward_triggers force row level security, enable trigger user;
