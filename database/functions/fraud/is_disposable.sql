create or replace function app.is_disposable(address text) returns boolean
language sql stable security definer set search_path = '' as $$
  with recursive names (name) as (
    select lower(split_part(is_disposable.address, '@', -1))
    union all
    select substring(n.name from position('.' in n.name) + 1) from names as n
    where position('.' in n.name) > 0
  )
  select exists (
    select from names as n
    where exists (select from public.disposable_domains as d where d.domain = n.name)
      or app.fraud_config('disposable_domain') -> 'domains' ? n.name
  )
$$;

comment on function app.is_disposable(text) is
'Whether an e-mail address lies at, or under, a domain that gives addresses for minutes: as listed, or as the rule adds.';
