-- migrate:up
set local lock_timeout = '3s';

-- What was bought through a draft's links is counted in its currency: another one would mix the two in its reports.
set local role app_internal;
create or replace function app.keep_currency() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.status <> 'draft'
    or exists (select from public.campaign_invitations as i where i.campaign_id = new.id)
    or exists (select from public.conversions as v where v.campaign_id = new.id)
  then
    raise exception using
      errcode = 'IC010', message = 'amounts were promised or counted in this currency', detail = '{}';
  end if;
  return new;
end
$$;
comment on function app.keep_currency() is
'BEFORE UPDATE of currency on campaigns: not after an invitation or a conversion. Raises IC010.';
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
create or replace function app.keep_currency() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if old.status <> 'draft'
    or exists (select from public.campaign_invitations as i where i.campaign_id = new.id)
  then
    raise exception using errcode = 'IC010', message = 'amounts were promised in this currency', detail = '{}';
  end if;
  return new;
end
$$;
comment on function app.keep_currency() is 'BEFORE UPDATE of currency on campaigns. Raises IC010.';
reset role;
