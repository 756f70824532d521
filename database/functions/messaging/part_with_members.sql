-- Who may read no more has nothing unread. The membership is locked first: a message that takes them in at this moment
-- waits for us, or we for it (app.admit_members).
create or replace function app.part_with_members() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if tg_table_name = 'user_roles' then
    perform from public.conversation_members as m
    where m.user_id = old.user_id and m.side = 'support' order by m.conversation_id for update;
    delete from public.conversation_members as m where m.user_id = old.user_id and m.side = 'support';
    return null;
  end if;
  perform from public.brand_memberships as m
  where m.brand_id = old.brand_id and m.user_id = old.user_id for no key update;
  if not exists (
    select from app.members_with(old.brand_id, 'read') as member where member = old.user_id
  ) then
    perform from public.conversation_members as m
    where m.user_id = old.user_id and m.brand_id = old.brand_id and m.side = 'brand'
    order by m.conversation_id for update;
    delete from public.conversation_members as m
    where m.user_id = old.user_id and m.brand_id = old.brand_id and m.side = 'brand';
  end if;
  return null;
end
$$;

comment on function app.part_with_members() is
'AFTER a membership, its role or an administrator''s ends: their rows in conversations go.';

grant execute on function app.part_with_members() to app_owner;

create or replace trigger part_with_members after update of status on brand_memberships
for each row when (old.status = 'active' and new.status <> 'active') execute function app.part_with_members();

create or replace trigger part_with_members after delete on brand_user_roles
for each row execute function app.part_with_members();

create or replace trigger part_with_support after delete on user_roles
for each row when (old.role = 'admin') execute function app.part_with_members();
