-- All in one subtransaction; where one of them fails, each in its own: it stops no other, and 200 of them would cost every reader.
create or replace function app.apply_facts_of(
  user_id uuid, at_most integer, out applied integer, out awards integer, out failed integer, out error text
)
language plpgsql security definer set search_path = '' as $$
declare
  waiting record;
  granted integer;
  each_alone boolean := false;
begin
  loop
    applied := 0;
    awards := 0;
    failed := 0;
    begin
      for waiting in
        select f.id, f.at from public.reward_facts as f
        where f.subject_user_id = apply_facts_of.user_id and f.applied_at is null order by f.at, f.id limit at_most
      loop
        if each_alone then
          begin
            granted := app.apply_fact(waiting.id, waiting.at);
          exception when others then
            failed := failed + 1;
            error := left(sqlstate || ': ' || sqlerrm, 2000);
            continue;
          end;
        else
          granted := app.apply_fact(waiting.id, waiting.at);
        end if;
        applied := applied + (granted >= 0)::integer;
        awards := awards + greatest(granted, 0);
      end loop;
      exit;
    exception when others then
      if each_alone then
        raise;
      end if;
      each_alone := true;
    end;
  end loop;
  if failed = 0 then
    update public.reward_subjects as s set attempts = 0, last_error = null
    where s.user_id = apply_facts_of.user_id and s.attempts > 0;
  end if;
end
$$;

comment on function app.apply_facts_of(uuid, integer) is
'Applies the oldest facts of a person that nobody has counted (at most so many): how many, how many awards they brought, how many '
'failed (they wait), and what the last of these said.';

grant execute on function app.apply_facts_of(uuid, integer) to service;
