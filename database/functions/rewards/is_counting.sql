-- What has run out of money goes on counting: it notes down whom it owes (app.grant_award), and gives what costs none.
create or replace function app.is_counting(program public.reward_programs) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select program.status = 'active' or (program.status = 'paused' and program.paused_reason = 'budget_exhausted')
$$;

comment on function app.is_counting(public.reward_programs) is
'Whether what people do counts for the triggers of a program: while it is active, or paused for nothing but want of money.';
