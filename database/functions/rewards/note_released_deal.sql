-- Nobody is on both sides of a deal (app.guard_member_side), so nobody rewards themselves here.
create or replace function app.note_released_deal(escrow public.escrows, price bigint, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  said record;
begin
  select
    b.owner_user_id as owner_id, jsonb_build_object(
      'price', note_released_deal.price, 'currency', (escrow).currency, 'brand_id', b.id, 'deal_id', d.id, 'gig_id', d.gig_id,
      'category', app.fact_category(g.category),
      'platform', case cardinality(g.platforms) when 0 then null when 1 then to_jsonb(g.platforms[1]) else to_jsonb(g.platforms) end
    ) as data
  into said
  from public.deals as d
  inner join public.brand_profiles as b on b.id = d.brand_id
  left join public.gigs as g on g.id = d.gig_id
  where d.id = (escrow).deal_id;
  perform app.record_facts(
    'deal.released', array[(escrow).creator_user_id, said.owner_id], array[moment, moment],
    array[said.data || '{"role": "creator"}', said.data || '{"role": "brand"}'], array_fill((escrow).id::text, array[2])
  );
end
$$;

comment on function app.note_released_deal(public.escrows, bigint, timestamptz) is
'A milestone was paid, price (minor units) of it to the creator: a fact for the creator, and one for the owner of the brand.';
