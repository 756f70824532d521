-- What was bought through a draft's links is counted in its currency: another one would mix the two in its reports.
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

grant execute on function app.keep_currency() to app_owner;

create or replace trigger keep_currency before update of currency on campaigns
for each row when (old.currency is distinct from new.currency) execute function app.keep_currency();
