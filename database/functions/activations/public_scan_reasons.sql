-- Whoever tries to cheat is not told what gave them away.
create or replace function app.public_scan_reasons(verdict text, reasons text[]) returns text[]
language sql immutable security invoker set search_path = '' as $$
  select case when verdict <> 'refused' then '{}' else coalesce(nullif(array(
    select r.reason from unnest(reasons) as r (reason)
    where r.reason in (
      'not_open', 'already_counted', 'limit_reached', 'too_far', 'place_needed', 'too_young', 'try_again'
    )
  ), '{}'), '{try_again}') end
$$;

comment on function app.public_scan_reasons(text, text[]) is
'What a visitor is told of a verdict: nothing beside a refusal, and of that what they can do something about; else try_again.';

grant execute on function app.public_scan_reasons(text, text[]) to anon, authenticated, admin, service;
