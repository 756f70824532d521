-- Families made by hand, in the terms of platforms and rankings. (docs/decisions/0026-what-a-score-means.md)
create or replace function app.related_categories(listed text[]) returns text[]
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
