-- migrate:up
set local lock_timeout = '3s';

-- What matching knows of the world, and the one definition of a score. Points are hundredths, so that every
-- comparison is between whole numbers. Where the figures come from: docs/decisions/0026.
set local role app_internal;

create function app.region_of(country_code text) returns text
language sql immutable parallel safe
return '{
  "DZ": "Northern Africa", "EG": "Northern Africa", "EH": "Northern Africa", "LY": "Northern Africa",
  "MA": "Northern Africa", "SD": "Northern Africa", "TN": "Northern Africa", "BI": "Eastern Africa",
  "DJ": "Eastern Africa", "ER": "Eastern Africa", "ET": "Eastern Africa", "IO": "Eastern Africa",
  "KE": "Eastern Africa", "KM": "Eastern Africa", "MG": "Eastern Africa", "MU": "Eastern Africa",
  "MW": "Eastern Africa", "MZ": "Eastern Africa", "RE": "Eastern Africa", "RW": "Eastern Africa",
  "SC": "Eastern Africa", "SO": "Eastern Africa", "SS": "Eastern Africa", "TF": "Eastern Africa",
  "TZ": "Eastern Africa", "UG": "Eastern Africa", "YT": "Eastern Africa", "ZM": "Eastern Africa",
  "ZW": "Eastern Africa", "AO": "Middle Africa", "CD": "Middle Africa", "CF": "Middle Africa",
  "CG": "Middle Africa", "CM": "Middle Africa", "GA": "Middle Africa", "GQ": "Middle Africa",
  "ST": "Middle Africa", "TD": "Middle Africa", "BW": "Southern Africa", "LS": "Southern Africa",
  "NA": "Southern Africa", "SZ": "Southern Africa", "ZA": "Southern Africa", "BF": "Western Africa",
  "BJ": "Western Africa", "CI": "Western Africa", "CV": "Western Africa", "GH": "Western Africa",
  "GM": "Western Africa", "GN": "Western Africa", "GW": "Western Africa", "LR": "Western Africa",
  "ML": "Western Africa", "MR": "Western Africa", "NE": "Western Africa", "NG": "Western Africa",
  "SH": "Western Africa", "SL": "Western Africa", "SN": "Western Africa", "TG": "Western Africa",
  "AG": "Caribbean", "AI": "Caribbean", "AW": "Caribbean", "BB": "Caribbean", "BL": "Caribbean",
  "BQ": "Caribbean", "BS": "Caribbean", "CU": "Caribbean", "CW": "Caribbean", "DM": "Caribbean",
  "DO": "Caribbean", "GD": "Caribbean", "GP": "Caribbean", "HT": "Caribbean", "JM": "Caribbean",
  "KN": "Caribbean", "KY": "Caribbean", "LC": "Caribbean", "MF": "Caribbean", "MQ": "Caribbean",
  "MS": "Caribbean", "PR": "Caribbean", "SX": "Caribbean", "TC": "Caribbean", "TT": "Caribbean",
  "VC": "Caribbean", "VG": "Caribbean", "VI": "Caribbean", "BZ": "Central America",
  "CR": "Central America", "GT": "Central America", "HN": "Central America", "MX": "Central America",
  "NI": "Central America", "PA": "Central America", "SV": "Central America", "AR": "South America",
  "BO": "South America", "BR": "South America", "BV": "South America", "CL": "South America",
  "CO": "South America", "EC": "South America", "FK": "South America", "GF": "South America",
  "GS": "South America", "GY": "South America", "PE": "South America", "PY": "South America",
  "SR": "South America", "UY": "South America", "VE": "South America", "BM": "Northern America",
  "CA": "Northern America", "GL": "Northern America", "PM": "Northern America", "US": "Northern America",
  "KG": "Central Asia", "KZ": "Central Asia", "TJ": "Central Asia", "TM": "Central Asia",
  "UZ": "Central Asia", "CN": "Eastern Asia", "HK": "Eastern Asia", "JP": "Eastern Asia",
  "KP": "Eastern Asia", "KR": "Eastern Asia", "MN": "Eastern Asia", "MO": "Eastern Asia",
  "TW": "Eastern Asia", "BN": "South-eastern Asia", "ID": "South-eastern Asia",
  "KH": "South-eastern Asia", "LA": "South-eastern Asia", "MM": "South-eastern Asia",
  "MY": "South-eastern Asia", "PH": "South-eastern Asia", "SG": "South-eastern Asia",
  "TH": "South-eastern Asia", "TL": "South-eastern Asia", "VN": "South-eastern Asia",
  "AF": "Southern Asia", "BD": "Southern Asia", "BT": "Southern Asia", "IN": "Southern Asia",
  "IR": "Southern Asia", "LK": "Southern Asia", "MV": "Southern Asia", "NP": "Southern Asia",
  "PK": "Southern Asia", "AE": "Western Asia", "AM": "Western Asia", "AZ": "Western Asia",
  "BH": "Western Asia", "CY": "Western Asia", "GE": "Western Asia", "IL": "Western Asia",
  "IQ": "Western Asia", "JO": "Western Asia", "KW": "Western Asia", "LB": "Western Asia",
  "OM": "Western Asia", "PS": "Western Asia", "QA": "Western Asia", "SA": "Western Asia",
  "SY": "Western Asia", "TR": "Western Asia", "YE": "Western Asia", "BG": "Eastern Europe",
  "BY": "Eastern Europe", "CZ": "Eastern Europe", "HU": "Eastern Europe", "MD": "Eastern Europe",
  "PL": "Eastern Europe", "RO": "Eastern Europe", "RU": "Eastern Europe", "SK": "Eastern Europe",
  "UA": "Eastern Europe", "AX": "Northern Europe", "DK": "Northern Europe", "EE": "Northern Europe",
  "FI": "Northern Europe", "FO": "Northern Europe", "GB": "Northern Europe", "GG": "Northern Europe",
  "IE": "Northern Europe", "IM": "Northern Europe", "IS": "Northern Europe", "JE": "Northern Europe",
  "LT": "Northern Europe", "LV": "Northern Europe", "NO": "Northern Europe", "SE": "Northern Europe",
  "SJ": "Northern Europe", "AD": "Southern Europe", "AL": "Southern Europe", "BA": "Southern Europe",
  "ES": "Southern Europe", "GI": "Southern Europe", "GR": "Southern Europe", "HR": "Southern Europe",
  "IT": "Southern Europe", "ME": "Southern Europe", "MK": "Southern Europe", "MT": "Southern Europe",
  "PT": "Southern Europe", "RS": "Southern Europe", "SI": "Southern Europe", "SM": "Southern Europe",
  "VA": "Southern Europe", "XK": "Southern Europe", "AT": "Western Europe", "BE": "Western Europe",
  "CH": "Western Europe", "DE": "Western Europe", "FR": "Western Europe", "LI": "Western Europe",
  "LU": "Western Europe", "MC": "Western Europe", "NL": "Western Europe",
  "AU": "Australia and New Zealand", "CC": "Australia and New Zealand",
  "CX": "Australia and New Zealand", "HM": "Australia and New Zealand",
  "NF": "Australia and New Zealand", "NZ": "Australia and New Zealand", "FJ": "Melanesia",
  "NC": "Melanesia", "PG": "Melanesia", "SB": "Melanesia", "VU": "Melanesia", "FM": "Micronesia",
  "GU": "Micronesia", "KI": "Micronesia", "MH": "Micronesia", "MP": "Micronesia", "NR": "Micronesia",
  "PW": "Micronesia", "UM": "Micronesia", "AS": "Polynesia", "CK": "Polynesia", "NU": "Polynesia",
  "PF": "Polynesia", "PN": "Polynesia", "TK": "Polynesia", "TO": "Polynesia", "TV": "Polynesia",
  "WF": "Polynesia", "WS": "Polynesia", "AQ": "Antarctica"
}'::jsonb ->> country_code;
comment on function app.region_of(text) is
'Sub-region of a country (ISO 3166-1 alpha-2) by UN M49; NULL for what is none. Taiwan and Kosovo, which M49 does not '
'list, are with their neighbours.';

create function app.category_keys(categories text[]) returns text[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(distinct k.key order by k.key), '{}')
from (select lower(btrim(c.name)) as key from unnest(categories) as c (name)) as k
where k.key <> '';
end;
comment on function app.category_keys(text[]) is 'How categories are compared: without case and outer blanks.';

create function app.related_categories(listed text[]) returns text[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(distinct m.category order by m.category), '{}')
from (values
  ('{food,food & cooking,food & drinks,cooking,baking,recipes,restaurants,drinks,wine,beer,coffee,vegan,nutrition}'::text[]),
  ('{fitness,fitness & gym,gym,yoga,sports,sports with a ball,running,cycling,winter sports,outdoor,hiking}'),
  ('{fitness,fitness & gym,gym,yoga,health,health & self help,wellness,nutrition}'),
  ('{fashion,clothing & outfits,accessories & jewellery,luxury,modeling,beauty,makeup,skincare,hair}'),
  ('{home,interior,design,design/art,art,crafts,diy,diy & life hacks,gardening}'),
  ('{lifestyle,daily vlogs,vlogs,home,wellness,family}'),
  ('{family,parenting,kids,kids & toys,toys,education}'),
  ('{travel,adventure,hotels,outdoor,hiking,nature,nature & landscapes,photography}'),
  ('{technology,science & technology,computers & gadgets,gadgets,software,ai,science}'),
  ('{gaming,video games,esports,computers & gadgets,gadgets}'),
  ('{entertainment,movies,cinema & actors/actresses,shows,animation,humor,humor & fun & happiness,comedy}'),
  ('{entertainment,music,music & dance,dance,asmr}'),
  ('{books,literature,literature & journalism,education,science,history,news,news & politics,mystery}'),
  ('{finance,finance & economics,investing,business,business & careers,careers,entrepreneurship}'),
  ('{cars,cars & motorbikes,autos & vehicles,motorbikes,racing sports}'),
  ('{animals,pets,animals & pets,nature,nature & landscapes}')
) as families (members) cross join unnest(families.members) as m (category)
where families.members && related_categories.listed and m.category <> all(related_categories.listed);
end;
comment on function app.related_categories(text[]) is
'Categories of the same family as one of `listed` (keys), without those; a category may belong to several families.';

create function app.platform_bits(platforms text[]) returns smallint
language sql immutable parallel safe
begin atomic
select coalesce(bit_or(1 << (array_position('{instagram,tiktok,twitter,linkedin,youtube}', p.platform) - 1)), 0)::smallint
from unnest(platforms) as p (platform);
end;
comment on function app.platform_bits(text[]) is 'A set of platforms as bits: instagram 1, tiktok 2, twitter 4, linkedin 8, youtube 16.';

create function app.platform_of(deliverable_type text) returns text
language sql immutable parallel safe
return case
  when deliverable_type in ('tweet', 'twitter_thread') then 'twitter'
  when split_part(deliverable_type, '_', 1) in ('instagram', 'tiktok', 'youtube', 'linkedin')
    then split_part(deliverable_type, '_', 1)
end;
comment on function app.platform_of(text) is 'The platform that a deliverable needs; NULL for a blog post and others.';

create function app.follower_band_edges() returns bigint[]
language sql immutable parallel safe
return '{
  1,2,3,4,6,8,10,13,18,24,32,42,56,75,100,130,180,240,320,420,560,750,1000,1300,1800,2400,3200,4200,5600,
  7500,10000,13000,18000,24000,32000,42000,56000,75000,100000,130000,180000,240000,320000,420000,560000,
  750000,1000000,1300000,1800000,2400000,3200000,4200000,5600000,7500000,10000000,13000000,18000000,
  24000000,32000000,42000000,56000000,75000000,100000000,130000000,180000000,240000000,320000000,420000000,
  560000000,750000000,1000000000,1300000000,1800000000,2400000000,3200000000,4200000000,5600000000,
  7500000000,10000000000
}'::bigint[];
comment on function app.follower_band_edges() is
'Where bands of followers begin: eight a decade. Band n reaches from edge n to below the next, band 0 is nobody.';

-- How much of their followers an account usually moves, by size: below 10,000; 100,000; 500,000; 1,000,000; above.
create function app.usual_engagement(platform text, followers bigint) returns numeric
language sql immutable parallel safe
return ('{
  "instagram": [0.050, 0.040, 0.035, 0.032, 0.030],
  "tiktok":    [0.120, 0.100, 0.080, 0.070, 0.060],
  "twitter":   [0.010, 0.006, 0.004, 0.003, 0.002],
  "linkedin":  [0.040, 0.030, 0.020, 0.015, 0.010],
  "youtube":   [0.040, 0.030, 0.020, 0.010, 0.003]
}'::jsonb -> platform ->> width_bucket(followers, '{10000,100000,500000,1000000}'::bigint[]))::numeric;
comment on function app.usual_engagement(text, bigint) is
'Usual engagement rate (share of the followers) for a platform and a size tier.';

-- The score: four parts, 4,000 + 3,000 + 2,000 + 1,000 hundredths. What a campaign does not ask for, everybody has.
create function app.engagement_points(platform text, followers bigint, engagement_rate numeric) returns smallint
language sql immutable parallel safe
return least(
  3000, round(1500 * engagement_rate / app.usual_engagement(platform, followers))
)::smallint;
comment on function app.engagement_points(text, bigint, numeric) is
'0–3000: the usual rate makes 1500, twice the usual rate and more makes 3000.';

create function app.follower_points(followers bigint, minimum bigint, maximum bigint) returns integer
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

create function app.category_points(category_keys text[], listed text[], related text[]) returns integer
language sql immutable parallel safe
return case
  when listed = '{}' or category_keys && listed then 2000
  when category_keys && related then 1000
  else 0
end;
comment on function app.category_points(text[], text[], text[]) is '2000 for a listed category, 1000 for a related one.';

create function app.location_points(country_code text, city_key text, region text, spots text[], regions text[])
returns integer
language sql immutable parallel safe
return case
  when spots = '{}' or country_code = any(spots) or country_code || '/' || city_key = any(spots) then 1000
  when region = any(regions) then 500
  else 0
end;
comment on function app.location_points(text, text, text, text[], text[]) is
'1000 in a targeted country or city (spots: DE, DE/berlin), 500 in the region of one.';
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.location_points(text, text, text, text[], text[]);
drop function app.category_points(text[], text[], text[]);
drop function app.follower_points(bigint, bigint, bigint);
drop function app.engagement_points(text, bigint, numeric);
drop function app.usual_engagement(text, bigint);
drop function app.follower_band_edges();
drop function app.platform_of(text);
drop function app.platform_bits(text[]);
drop function app.related_categories(text[]);
drop function app.category_keys(text[]);
drop function app.region_of(text);
reset role;
