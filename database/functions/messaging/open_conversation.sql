-- Whose it is follows from what it is about; only where it is about nothing do the given sides count.
create or replace function app.open_conversation(
  kind text, subject_id uuid, brand_id uuid, person_user_id uuid, out conversation_id uuid, out created boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  own_side text;
begin
  if kind in ('deal', 'gig', 'campaign') then
    select s.brand_id, s.person_user_id into open_conversation.brand_id, open_conversation.person_user_id
    from app.conversation_subject(kind, subject_id) as s;
  end if;
  own_side := app.conversation_side(
    case when kind <> 'support' then open_conversation.brand_id end, open_conversation.person_user_id
  );
  if kind <> 'support' and own_side = 'support' then
    raise exception using errcode = 'IG003', message = 'no such subject', detail = '{}';
  end if;
  -- What is open is read on, whatever would keep it from being begun today.
  if app.open_one(kind, subject_id, open_conversation.brand_id, open_conversation.person_user_id) is null then
    if kind in ('deal', 'gig', 'campaign') then
      perform app.require_not_over(kind, subject_id);
    elsif kind = 'direct' then
      perform app.require_direct(open_conversation.brand_id, open_conversation.person_user_id);
    end if;
  end if;
  select p.conversation_id, p.created into open_conversation.conversation_id, open_conversation.created
  from app.place_conversation(
    kind, subject_id, open_conversation.brand_id, open_conversation.person_user_id, auth.uid()
  ) as p;
  if created then
    perform app.take_new_conversation();
  end if;
end
$$;

comment on function app.open_conversation(text, uuid, uuid, uuid) is
'The open conversation about a subject (kinds deal, gig, campaign), between a brand and a person (direct), or of a person '
'with support; whether it is new. Raises IG003, IM005, IC020, IL001, IZ001, IZ002, IZ003.';

grant execute on function app.open_conversation(text, uuid, uuid, uuid) to authenticated, admin;
