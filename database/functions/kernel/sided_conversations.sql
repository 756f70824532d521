create or replace function app.sided_conversations() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  return array(
    select c.id from public.conversations as c
    where c.person_user_id = auth.uid() or c.brand_id = any(app.sides_ever())
  );
end
$$;

comment on function app.sided_conversations() is 'Conversations in which the actor is, or was, of a side.';

grant execute on function app.sided_conversations() to authenticated, admin;
