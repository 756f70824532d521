-- An empty or a half list is no news of the world, but a broken package: it is refused.
create or replace function app.save_disposable_domains(domains text[], out added integer, out removed integer)
language plpgsql security definer set search_path = '' as $$
declare
  known constant integer := (select count(*) from public.disposable_domains as d);
begin
  if coalesce(cardinality(domains), 0) < greatest(known / 2, 1) then
    raise exception using
      errcode = '22023', message = 'this list is less than half of the one that is known',
      detail = jsonb_build_object('domains', coalesce(cardinality(domains), 0), 'known', known)::text;
  end if;
  insert into public.disposable_domains (domain)
  select distinct lower(n.name) from unnest(domains) as n (name) on conflict do nothing;
  get diagnostics added = row_count;
  delete from public.disposable_domains as d where d.domain not in (select lower(n.name) from unnest(domains) as n (name));
  get diagnostics removed = row_count;
end
$$;

comment on function app.save_disposable_domains(text[]) is
'The list of disposable domains as it is from now on; how many came and went. Raises 22023 where more than half would go at once.';

grant execute on function app.save_disposable_domains(text[]) to service;
