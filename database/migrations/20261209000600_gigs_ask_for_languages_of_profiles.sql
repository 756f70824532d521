-- migrate:up
set local lock_timeout = '3s';

-- Profiles name languages in two or three letters (ISO 639: de, fil), so gigs ask for either.
alter table gigs drop constraint gigs_languages_are_codes, add constraint gigs_languages_are_codes check (
  cardinality(languages) = 0 or (
    cardinality(languages) <= 60 and array_to_string(languages, ',', '-') ~ '^[a-z]{2,3}(,[a-z]{2,3})*$'
    and cardinality(string_to_array(array_to_string(languages, ','), ',')) = cardinality(languages)
  )
);

-- migrate:down
set local lock_timeout = '3s';
alter table gigs drop constraint gigs_languages_are_codes, add constraint gigs_languages_are_codes check (
  cardinality(languages) <= 60 and array_to_string(languages, '') ~ '^[a-z]*$'
  and length(array_to_string(languages, '')) = 2 * cardinality(languages)
) not valid;
