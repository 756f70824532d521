-- Names for one thing lead to one key, and a label of several things, as rankings and platforms have them, to several.
-- A constant and no table, so that it may be immutable, as what the cells hold of it.
create or replace function app.category_terms(label text) returns text[]
language sql immutable parallel safe
return coalesce(string_to_array('{
  "accessories & jewellery": "accessories,jewellery", "jewelry": "jewellery",
  "animals & pets": "animals,pets",
  "autos": "cars", "autos & vehicles": "cars,vehicles", "cars & motorbikes": "cars,motorbikes",
  "motorcycles": "motorbikes",
  "business & careers": "business,careers", "management & marketing": "management,marketing",
  "cinema": "movies", "film": "movies", "films": "movies", "cinema & actors/actresses": "movies,actors",
  "clothing": "fashion", "clothing & outfits": "fashion", "modelling": "modeling",
  "comedy": "humor", "humour": "humor", "humor & fun & happiness": "humor", "comics & sketches": "comics,humor",
  "computers & gadgets": "computers,gadgets", "machinery & technologies": "machinery,technology",
  "mobile & electronics": "mobile,electronics", "science & technology": "science,technology", "tech": "technology",
  "daily vlogs": "vlogs", "vlogging": "vlogs",
  "design/art": "design,art", "diy & life hacks": "diy,life hacks",
  "extreme sports & outdoor activity": "extreme sports,outdoor", "soccer": "football",
  "sports with a ball": "ball sports", "trainers & coaches": "trainers,coaches",
  "finance & economics": "finance,economics",
  "fitness & gym": "fitness", "gym": "fitness", "health & self help": "health,self help",
  "food & cooking": "food,cooking", "food & drinks": "food,cooking,drinks", "sweets & bakery": "sweets,baking",
  "games": "gaming", "video games": "gaming", "videogames": "gaming", "video gaming": "gaming", "e sports": "esports",
  "kids & toys": "kids,toys",
  "make up": "makeup", "skin care": "skincare",
  "literature": "books", "literature & journalism": "books,journalism", "news & politics": "news,politics",
  "music & dance": "music,dance",
  "nature & landscapes": "nature,landscapes",
  "shopping & retail": "shopping,retail"
}'::jsonb ->> label, ','), array[label]);

comment on function app.category_terms(text) is
'What a label (lower case) is compared as; itself where nobody has another name for it.';

grant execute on function app.category_terms(text) to authenticated, admin;
