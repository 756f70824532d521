-- Who plans the end anew means the gates, too.
create or replace function app.move_staff_links() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.activation_staff as s set expires_at = new.ends_at + interval '48 hours' where s.activation_id = new.id;
  return new;
end
$$;

comment on function app.move_staff_links() is 'AFTER UPDATE OF ends_at: links of gates and screens end 48 hours after it.';

grant execute on function app.move_staff_links() to app_owner;

create or replace trigger move_staff_links after update of ends_at on activations
for each row when (old.ends_at is distinct from new.ends_at) execute function app.move_staff_links();
