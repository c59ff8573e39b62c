/** Hits per kind: more are not read through. */
export const MOST_HITS = 40;

/** Around what was found; the fold takes both out of every text first. */
export const OPEN = '\ue000';
export const CLOSE = '\ue001';

/** Of each text that was found, this much is looked through for the words to mark. */
const MOST_READ = 100_000;

/**
 * What a word that only comes near counts, beside one in the form that was asked; what a title counts, and words that stand as
 * they were typed. The rest of the order is how close the words stand together.
 */
const NEARLY = 0.6;
const IN_TITLE = 0.5;
const AS_TYPED = 1;
/** Of a question in many words a text answers when it holds this part of what they weigh; rare words weigh most. */
const ENOUGH = 0.4;
/** In so few words each must be there, as long as that is somewhere so. */
const FEW = 2;

/** All that the seat may read, of every kind, with its words. The sources alone decide what comes in: after them nothing is filtered. */
function candidates(sources: readonly string[]): string {
  return `scope AS (SELECT $1::uuid[], $2::uuid, $3::uuid, $4::timestamptz, $5::jsonb),
    given AS (${sources.join(' UNION ALL ')}),
    plain AS MATERIALIZED (
      SELECT kind, id, document_id, document_title, section_id, code, search_plain(title) AS title, place, words,
        CASE WHEN words IS NULL THEN search_plain(body) ELSE body END AS body
      FROM given
    ),
    named AS MATERIALIZED (SELECT *, setweight(search_words(title), 'A') AS named FROM plain),
    candidate AS MATERIALIZED (
      SELECT *, named || coalesce(words, search_words(coalesce(body, ''))) AS own FROM named
    )`;
}

/** The words of these texts that hold one of the patterns $6. */
export function wordsSql(sources: readonly string[]): string {
  return `WITH ${candidates(sources)}
    SELECT DISTINCT lexeme FROM candidate, unnest(own) AS word (lexeme, positions, weights) WHERE lexeme LIKE ANY ($6::text[])`;
}

/** $6 the terms, $7 what must not be there, $8 pairs of words, $9 what is marked, $10 a code. */
export function searchSql(sources: readonly string[]): string {
  return `WITH ${candidates(sources)},
    term AS (SELECT * FROM jsonb_to_recordset($6::jsonb) AS term (nth int, exact tsquery, loose tsquery, must boolean)),
    pair AS (SELECT value::tsquery AS two FROM jsonb_array_elements_text($8::jsonb)),
    match AS MATERIALIZED (
      SELECT candidate.kind, candidate.id, term.nth, term.must, own @@ term.exact AS exact, named @@ term.loose AS titled
      FROM candidate CROSS JOIN term
      WHERE own @@ term.loose AND ($7 = '' OR NOT own @@ $7::tsquery)
    ),
    weight AS (
      SELECT term.nth, ln(1 + (SELECT count(*) FROM candidate) / greatest(count(match.id), 0.5)) AS weight
      FROM term LEFT JOIN match ON match.nth = term.nth GROUP BY term.nth
    ),
    covered AS (
      SELECT kind, id, count(*) AS terms, count(*) FILTER (WHERE must) AS musts, sum(weight) AS weight,
        sum(weight * CASE WHEN exact THEN 1 ELSE ${NEARLY} END) + sum(CASE WHEN titled THEN weight * ${IN_TITLE} ELSE 0 END) AS points
      FROM match JOIN weight USING (nth) GROUP BY kind, id
    ),
    asked AS (
      SELECT count(*) AS terms, count(*) FILTER (WHERE must) AS musts, coalesce(sum(weight), 0) AS weight,
        (SELECT max(terms) FROM covered) AS best
      FROM term JOIN weight USING (nth)
    ),
    answer AS (
      SELECT kind, id, points FROM covered, asked
      WHERE covered.musts = asked.musts AND CASE
        WHEN asked.best = asked.terms AND asked.terms <= ${FEW} THEN covered.terms = asked.terms
        ELSE covered.weight >= ${ENOUGH} * asked.weight END
    ),
    found AS (
      SELECT candidate.*, coalesce(lower(code) = $10, false) AS is_code,
        coalesce(answer.points, 0) + ${AS_TYPED} * coalesce((SELECT avg((own @@ two)::int) FROM pair), 0) AS points,
        CASE WHEN $9 = '' THEN 0 ELSE ts_rank_cd(own, $9::tsquery, 1) END AS rank
      FROM candidate LEFT JOIN answer USING (kind, id)
      WHERE answer.id IS NOT NULL OR starts_with(lower(code), $10)
    ),
    placed AS (
      SELECT *, row_number() OVER (PARTITION BY kind ORDER BY is_code DESC, points DESC, rank DESC, place, id) AS nth FROM found
    )
    SELECT kind, id, document_id AS "documentId", document_title AS "documentTitle", section_id AS "sectionId", code, title,
      left(body, ${MOST_READ}) AS body, ${headline('title')} AS "markedTitle", ${headline(`left(body, ${MOST_READ})`)} AS "markedBody"
    FROM placed WHERE nth <= ${MOST_HITS + 1} ORDER BY kind, nth`;
}

function headline(text: string): string {
  return `ts_headline('pg_catalog.simple', search_fold(${text}), $9::tsquery, 'HighlightAll=true, StartSel=${OPEN}, StopSel=${CLOSE}')`;
}
