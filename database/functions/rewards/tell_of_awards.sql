-- What one deed brought is one notification.
create or replace function app.tell_of_awards(fact_id uuid) returns integer
language sql security definer set search_path = '' as $$
  select app.tell_what_was_granted(array(select a.id from public.reward_awards as a where a.cause_fact_id = tell_of_awards.fact_id))
$$;

comment on function app.tell_of_awards(uuid) is
'Tells somebody of all that a fact brought and that they were not told of, in one notification; of how many awards.';
