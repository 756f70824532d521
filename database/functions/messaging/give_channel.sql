create or replace function app.give_channel() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.realtime_channels (user_id) values (new.id)
  on conflict on constraint realtime_channels_pkey do nothing;
  return null;
end
$$;

comment on function app.give_channel() is 'AFTER INSERT on auth.users: a channel of their own.';

grant execute on function app.give_channel() to app_owner;

create or replace trigger give_channel after insert on auth.users
for each row execute function app.give_channel();
