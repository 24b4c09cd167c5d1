-- One row a film with its release date read as a date.
select
  title,
  strptime(release_date, '%b %d %Y')::date as release_date,
  year(strptime(release_date, '%b %d %Y')) as release_year,
  major_genre,
  worldwide_gross,
  imdb_rating
from processed.movies
where title is not null
