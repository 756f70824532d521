create or replace function app.open_gig(gig_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  gig public.gigs := app.lock_gig(gig_id);
  moment constant timestamptz := now();
  posted uuid;
begin
  if gig.status not in ('draft', 'paused') or (gig.status = 'paused' and gig.ends_at <= moment) then
    raise exception using
      errcode = 'IK001', message = 'gigs: ' || gig.status || ' cannot become open',
      detail = jsonb_build_object('table', 'gigs', 'from', gig.status, 'to', 'open')::text;
  end if;
  perform from public.brand_profiles as b where b.id = gig.brand_id for no key update;
  if app.owes_by_dispute(gig.brand_id, gig.currency) then
    raise exception using
      errcode = 'IK040', message = 'a card payment is disputed, and money is owed',
      detail = jsonb_build_object('debt', app.debt_of(gig.brand_id, gig.currency), 'currency', gig.currency)::text;
  end if;
  if gig.status = 'draft' then
    perform app.refuse_above('gig_open_limit', 1 + (
      select count(*) from public.gigs as g where g.brand_id = gig.brand_id and g.status in ('open', 'paused')
    ));
    gig.ends_at := coalesce(gig.ends_at, moment + app.setting_interval('gig_open_days', 'days'));
    insert into public.gig_budgets (gig_id, brand_id) values (gig.id, gig.brand_id) on conflict do nothing;
    if gig.mode = 'claim' then
      posted := app.fund_gig(gig);
    elsif gig.price_min is null or gig.price_max is null then
      raise exception using
        errcode = 'IK015', message = 'a gig by application says its prices',
        detail = jsonb_build_object('price_min', gig.price_min, 'price_max', gig.price_max)::text;
    end if;
  end if;
  update public.gigs as g
  set status = 'open', opened_at = coalesce(g.opened_at, moment), ends_at = gig.ends_at, version = g.version + 1,
    price_min = coalesce((select min(s.price) from public.gig_slots as s where s.gig_id = g.id), g.price_min),
    price_max = coalesce((select max(s.price) from public.gig_slots as s where s.gig_id = g.id), g.price_max)
  where g.id = gig.id;
  perform app.note_gig(
    gig, gig.version + 1, 'open', gig.status, 'open', '',
    case when posted is not null then (
      select b.funded_total from public.gig_budgets as b where b.gig_id = gig.id
    ) end, posted
  );
end
$$;

comment on function app.open_gig(uuid) is
'A draft, or a paused gig, is shown to creators; the slots of a draft are funded out of the wallet. Raises IG003, IM001, '
'IM005, IK001, IK009, IK015, IK040.';

grant execute on function app.open_gig(uuid) to authenticated, admin;
