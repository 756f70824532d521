-- Families made by hand, in the terms of platforms and rankings. (docs/decisions/0026-what-a-score-means.md)
create or replace function app.related_categories(listed text[]) returns text[]
language sql immutable parallel safe
begin atomic
select coalesce(array_agg(distinct m.category order by m.category), '{}')
from (values
  ('{food,cooking,baking,sweets,recipes,restaurants,drinks,wine,beer,coffee,vegan,nutrition}'::text[]),
  ('{sports,ball sports,football,basketball,tennis,racing sports,winter sports,water sports,extreme sports,swimming,
     running,cycling,fitness,yoga,outdoor,hiking,trainers,coaches}'),
  ('{fitness,yoga,health,self help,wellness,nutrition,trainers,coaches}'),
  ('{fashion,accessories,jewellery,luxury,modeling,beauty,makeup,skincare,hair,shopping,retail}'),
  ('{home,interior,design,art,crafts,diy,life hacks,gardening}'),
  ('{lifestyle,vlogs,home,wellness,family}'),
  ('{family,parenting,kids,toys}'),
  ('{family,parenting,kids,education}'),
  ('{travel,adventure,hotels,outdoor,hiking,nature,landscapes,photography}'),
  ('{technology,machinery,computers,gadgets,mobile,electronics,software,ai,science}'),
  ('{gaming,esports,computers,gadgets}'),
  ('{entertainment,movies,actors,shows,animation,comics,humor}'),
  ('{entertainment,music,dance,asmr}'),
  ('{books,journalism,education,science,history,news,politics,mystery}'),
  ('{finance,economics,investing,crypto,nft,business,careers,entrepreneurship,management,marketing}'),
  ('{cars,vehicles,motorbikes,racing sports}'),
  ('{animals,pets,nature,landscapes}')
) as families (members) cross join unnest(families.members) as m (category)
where families.members && related_categories.listed and m.category <> all(related_categories.listed);
end;

comment on function app.related_categories(text[]) is
'Categories of the same family as one of `listed` (keys), without those; a category may belong to several families.';
