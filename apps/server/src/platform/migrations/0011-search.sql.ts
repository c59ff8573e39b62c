/** Letters with an accent, and the letters that people type when they look for them. One for one: places stay the same. */
const ACCENTED =
  'ÀÁÂÃÄÅÇÈÉÊËÌÍÎÏÑÒÓÔÕÖÙÚÛÜÝàáâãäåçèéêëìíîïñòóôõöùúûüýÿĀāĂăĄąĆćĈĉĊċČčĎďĒēĔĕĖėĘęĚěĜĝĞğĠġĢģĤĥĨĩĪīĬĭĮįİĴĵĶķĹĺĻļĽľŃńŅņŇňŌōŎŏŐőŔŕŖŗŘřŚśŜŝŞşŠšŢţŤťŨũŪūŬŭŮůŰűŲųŴŵŶŷŸŹźŻżŽžƠơƯưǍǎǏǐǑǒǓǔǕǖǗǘǙǚǛǜǞǟǠǡǦǧǨǩǪǫǬǭǰǴǵǸǹǺǻȀȁȂȃȄȅȆȇȈȉȊȋȌȍȎȏȐȑȒȓȔȕȖȗȘșȚțȞȟȦȧȨȩȪȫȬȭȮȯȰȱȲȳßæÆœŒøØłŁđĐı';
const PLAIN =
  'AAAAAACEEEEIIIINOOOOOUUUUYaaaaaaceeeeiiiinooooouuuuyyAaAaAaCcCcCcCcDdEeEeEeEeEeGgGgGgGgHhIiIiIiIiIJjKkLlLlLlNnNnNnOoOoOoRrRrRrSsSsSsSsTtTtUuUuUuUuUuUuWwYyYZzZzZzOoUuAaIiOoUuUuUuUuUuAaAaGgKkOoOojGgNnAaAaAaEeEeIiIiOoOoRrRrUuUuSsTtHhAaEeOoOoOoOoYysaAoOoOlLdDi';

/** What stands between words ("gemeenten/aanbieders", "2023-2025"), and the two marks that a search puts around its finds. */
const BETWEEN = '/_-\u2010\u2011\u2012\u2013\u2014\u00AD\uE000\uE001';

/**
 * Text and question are folded alike before they are compared. The result is as long as what went in, letter for letter:
 * what is found in the one is at that place in the other.
 */
export const SEARCH_FOLD = `
CREATE FUNCTION search_fold(original text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT translate(original, '${ACCENTED}${BETWEEN}', '${PLAIN}${' '.repeat(BETWEEN.length)}')
$$;
`;

/**
 * The words of each section as they stand. No index over all sections on purpose: it would make a search for a word that
 * only hidden sections hold take longer than one for a word that nobody wrote.
 */
export const SEARCH_TABLE = `
CREATE TABLE section_search (
  section_id uuid PRIMARY KEY REFERENCES sections (id),
  -- The moment of the section whose text this is. Found only while history and rights are still those.
  generation int NOT NULL,
  seq bigint NOT NULL,
  access_version int NOT NULL,
  body text NOT NULL,
  words tsvector NOT NULL
);
`;
