-- One statement for however many deals come at once. Both sides are locked no further than the deals' own keys do it.
create or replace function app.open_deal_conversations() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.conversations (kind, brand_id, person_user_id, subject_id, created_by)
  select 'deal', d.brand_id, d.creator_user_id, d.id, d.created_by
  from new_rows as d where d.closed_at is null
  on conflict do nothing;
  return null;
end
$$;

comment on function app.open_deal_conversations() is
'AFTER INSERT on deals, statement level: an offer, or a deal that runs at once, has its conversation.';

grant execute on function app.open_deal_conversations() to app_owner;

create or replace trigger open_deal_conversations after insert on deals
referencing new table as new_rows
for each statement execute function app.open_deal_conversations();
