-- The database draws the fence, whoever writes the row. Its origin is the middle of its ring, so that its metres are as true as they can be.
create or replace function app.shape_geofence() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  fault text;
  corners point[];
begin
  new.polygon := null;
  new.bbox := null;
  if new.shape = 'polygon' then
    fault := app.ring_fault(new.ring);
    if fault is null and jsonb_array_length(new.ring) > 0 then
      select m.lat, m.lng into new.origin_lat, new.origin_lng from app.ring_middle(new.ring) as m;
      corners := app.ring_points(new.ring, new.origin_lat, new.origin_lng);
    end if;
    fault := coalesce(fault, app.corners_fault(coalesce(corners, '{}')));
    if fault is null then
      new.polygon := app.polygon_of(corners);
      new.bbox := box(new.polygon);
    end if;
  elsif new.shape = 'circle' then
    fault := case
      when new.origin_lat between -90 and 90 and new.origin_lng between -180 and 180 then
        case when new.origin_lat not between -85 and 85 then 'too_near_a_pole' end
      else 'no_place'
    end;
  end if;
  if fault is not null then
    raise exception using
      errcode = 'IA004', message = 'no such fence', detail = jsonb_build_object('why', fault)::text;
  end if;
  return new;
end
$$;

comment on function app.shape_geofence() is
'BEFORE INSERT, UPDATE: a polygon''s origin, corners in metres and extent are made of its ring. Raises IA004 for what is no fence (why: '
'no_ring, no_place, too_near_a_pole, too_many_points, too_few_points, too_large, no_area, edges_cross).';

grant execute on function app.shape_geofence() to app_owner;

create or replace trigger shape_geofence before insert or update of shape, origin_lat, origin_lng, radius_m, ring on geofences
for each row execute function app.shape_geofence();
