-- A part of app.gig_gaps, as app.is_within.
create or replace function app.has_any_of(asked text[], own text[]) returns boolean
language sql immutable parallel safe
return asked = '{}' or coalesce(own && asked, false);

comment on function app.has_any_of(text[], text[]) is
'Whether something of what is asked is there, or nothing is asked; what is unknown (NULL) is not there.';
