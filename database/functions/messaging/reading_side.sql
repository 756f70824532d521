-- As app.conversation_side, for who only reads, too.
create or replace function app.reading_side(brand_id uuid, person_user_id uuid) returns text
language plpgsql stable set search_path = '' as $$
begin
  if person_user_id <> auth.uid() and brand_id = any(auth.brand_ids()) then
    return 'brand';
  end if;
  return app.conversation_side(brand_id, person_user_id);
end
$$;

comment on function app.reading_side(uuid, uuid) is
'On which side of a conversation the actor reads: person, brand, or support (no brand). Raises IG003.';
