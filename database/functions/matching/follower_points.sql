-- A part of the score, see app.engagement_points. Far off is a matter of the factor, not of the difference.
create or replace function app.follower_points(followers bigint, minimum bigint, maximum bigint) returns integer
language sql immutable parallel safe
return case
  when followers < minimum
    then greatest(0, 4000 - round(4000 * log(minimum::double precision / greatest(followers, 1))))::integer
  when followers > maximum
    then greatest(0, 4000 - round(4000 * log(followers::double precision / greatest(maximum, 1))))::integer
  else 4000
end;

comment on function app.follower_points(bigint, bigint, bigint) is
'0–4000: all inside the range (NULL: open), falling with the logarithm of the distance, nothing at ten times of it.';
