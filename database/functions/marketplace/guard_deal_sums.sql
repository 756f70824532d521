-- Deferred, as milestones come after their deal.
create or replace function app.guard_deal_sums() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  written_id constant uuid := case tg_table_name when 'deals' then to_jsonb(new) ->> 'id' else to_jsonb(new) ->> 'deal_id' end;
begin
  if not exists (
    select from public.deals as d
    where d.id = written_id and (d.price, d.fee, d.total) = (
      select sum(m.price), sum(m.fee), sum(m.total) from public.deal_milestones as m where m.deal_id = d.id
    )
  ) then
    raise exception using
      errcode = 'check_violation', constraint = 'deal_costs_what_its_milestones_cost', table = 'deals',
      message = 'price, fee and total of a deal are the sums of its milestones';
  end if;
  return null;
end
$$;

comment on function app.guard_deal_sums() is
'At COMMIT, after a deal or a milestone was written: the deal costs what its milestones cost together, fees too.';

grant execute on function app.guard_deal_sums() to app_owner;

drop trigger if exists costs_its_milestones on deals;
create constraint trigger costs_its_milestones after insert on deals
deferrable initially deferred for each row execute function app.guard_deal_sums();

drop trigger if exists costs_its_milestones on deal_milestones;
create constraint trigger costs_its_milestones after insert on deal_milestones
deferrable initially deferred for each row when (new.number > 1) execute function app.guard_deal_sums();
