create or replace function app.move_marks(
  conversation public.conversations, side text, read_seq bigint, delivered_seq bigint
) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  of_person constant boolean := side = 'person';
  had_read constant bigint := case when of_person then conversation.person_read_seq else conversation.team_read_seq end;
  had_got constant bigint := case
    when of_person then conversation.person_delivered_seq else conversation.team_delivered_seq end;
begin
  if read_seq > had_read or greatest(read_seq, delivered_seq) > had_got then
    update public.conversations as c set
      person_read_seq = case when of_person then greatest(had_read, move_marks.read_seq) else c.person_read_seq end,
      team_read_seq = case when of_person then c.team_read_seq else greatest(had_read, move_marks.read_seq) end,
      person_delivered_seq = case
        when of_person then greatest(had_got, move_marks.read_seq, move_marks.delivered_seq)
        else c.person_delivered_seq end,
      team_delivered_seq = case
        when of_person then c.team_delivered_seq
        else greatest(had_got, move_marks.read_seq, move_marks.delivered_seq) end
    where c.id = conversation.id;
  end if;
  return read_seq > had_read;
end
$$;

comment on function app.move_marks(public.conversations, text, bigint, bigint) is
'Moves what the other side sees of one side''s marks, forward only; whether the read mark has moved. The conversation is '
'locked by the caller.';
