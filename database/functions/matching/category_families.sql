-- The one list of categories: what creators choose from, and who is akin to whom. Made by hand, in the terms of platforms
-- and rankings; the first family of a category is where people look for it. (docs/decisions/0026-what-a-score-means.md)
create or replace function app.category_families() returns table (family text, members text[])
language sql immutable parallel safe
begin atomic
select *
from (values
  (
    'Food and drink'::text,
    '{food,cooking,baking,sweets,recipes,restaurants,drinks,wine,beer,coffee,vegan,nutrition}'::text[]
  ),
  (
    'Sports',
    '{sports,ball sports,football,basketball,tennis,racing sports,winter sports,water sports,extreme sports,swimming,
      running,cycling,fitness,yoga,outdoor,hiking,trainers,coaches}'
  ),
  ('Fitness and health', '{fitness,yoga,health,self help,wellness,nutrition,trainers,coaches}'),
  (
    'Fashion and beauty',
    '{fashion,accessories,jewellery,luxury,modeling,beauty,makeup,skincare,hair,shopping,retail}'
  ),
  ('Home and crafts', '{home,interior,design,art,crafts,diy,life hacks,gardening}'),
  ('Lifestyle', '{lifestyle,vlogs,home,wellness,family}'),
  ('Family', '{family,parenting,kids,toys}'),
  ('Growing up', '{family,parenting,kids,education}'),
  (
    'Travel and outdoors',
    '{travel,adventure,hotels,outdoor,hiking,nature,landscapes,photography}'
  ),
  ('Technology', '{technology,machinery,computers,gadgets,mobile,electronics,software,ai,science}'),
  ('Gaming', '{gaming,esports,computers,gadgets}'),
  ('Film and entertainment', '{entertainment,movies,actors,shows,animation,comics,humor}'),
  ('Music and dance', '{entertainment,music,dance,asmr}'),
  ('Knowledge and news', '{books,journalism,education,science,history,news,politics,mystery}'),
  (
    'Business and money',
    '{finance,economics,investing,crypto,nft,business,careers,entrepreneurship,management,marketing}'
  ),
  ('Cars and motorbikes', '{cars,vehicles,motorbikes,racing sports}'),
  ('Animals and nature', '{animals,pets,nature,landscapes}'),
  ('Adult content', '{adult content}')
) as families (family, members);
end;

comment on function app.category_families() is
'Families of categories (keys), by name; a category may belong to several. Two of one family are related.';

grant execute on function app.category_families() to authenticated, admin, service;
