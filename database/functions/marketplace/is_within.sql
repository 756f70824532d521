-- A part of app.gig_gaps, of which matching makes conditions of an index.
create or replace function app.is_within(figure bigint, lowest bigint, highest bigint) returns boolean
language sql immutable parallel safe
return figure >= coalesce(lowest, 0) and figure <= coalesce(highest, figure);

comment on function app.is_within(bigint, bigint, bigint) is 'Whether a figure is in a range, bounds included; NULL: open.';
