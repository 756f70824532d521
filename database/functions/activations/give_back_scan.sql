create or replace function app.give_back_scan(activation_id uuid, subject_id uuid, day date) returns void
language sql volatile security definer set search_path = '' as $$
  update public.scan_limits as l set n = l.n - 1
  where l.activation_id = give_back_scan.activation_id and l.subject_id = give_back_scan.subject_id
    and l.day = give_back_scan.day and l.n > 0
$$;

comment on function app.give_back_scan(uuid, uuid, date) is
'Undoes what app.take_scan_day or app.take_scan_total counted in this transaction, where a later limit refused; no row, no change.';
