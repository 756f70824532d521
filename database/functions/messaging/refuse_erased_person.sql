-- Whoever is being erased at this moment holds their account: what would begin with them waits for it, and is refused behind it.
create or replace function app.refuse_erased_person() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform from auth.users as u where u.id = new.person_user_id and u.status <> 'deleted' for key share;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such person', detail = '{}';
  end if;
  return new;
end
$$;

comment on function app.refuse_erased_person() is
'BEFORE INSERT of a conversation: with who is erased nobody begins one, nor is led to the one that there was. Raises IG003.';

grant execute on function app.refuse_erased_person() to app_owner;

create or replace trigger refuse_erased_person before insert on conversations
for each row execute function app.refuse_erased_person();
