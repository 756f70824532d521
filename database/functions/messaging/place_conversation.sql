-- Two who open the same one at the same time: the second waits for the index and finds what the first has made. Where that
-- one was closed before it is looked at, another is made.
create or replace function app.place_conversation(
  kind text, subject_id uuid, brand_id uuid, person_user_id uuid, opener uuid,
  out conversation_id uuid, out created boolean
)
language plpgsql security definer set search_path = '' as $$
begin
  loop
    insert into public.conversations (kind, subject_id, brand_id, person_user_id, created_by)
    values (
      place_conversation.kind, place_conversation.subject_id, place_conversation.brand_id,
      place_conversation.person_user_id, opener
    )
    on conflict do nothing
    returning id into place_conversation.conversation_id;
    created := found;
    exit when created;
    place_conversation.conversation_id := app.open_one(kind, subject_id, brand_id, person_user_id);
    exit when place_conversation.conversation_id is not null;
  end loop;
end
$$;

comment on function app.place_conversation(text, uuid, uuid, uuid, uuid) is
'The open conversation about a subject between two sides; made where there is none, opened by opener (NULL: the system).';
