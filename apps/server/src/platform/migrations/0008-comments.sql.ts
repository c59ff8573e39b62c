export const COMMENT_TABLES = `
-- A thread belongs to the history (generation) of the section in which it began: who came later does not read it.
CREATE TABLE comment_threads (
  id uuid PRIMARY KEY,
  section_id uuid NOT NULL REFERENCES sections (id),
  generation int NOT NULL,
  block_id text,
  start_position bytea NOT NULL CHECK (length(start_position) <= 64),
  end_position bytea NOT NULL CHECK (length(end_position) <= 64),
  quote text NOT NULL CHECK (length(quote) BETWEEN 1 AND 1000),
  before text NOT NULL CHECK (length(before) <= 48),
  after text NOT NULL CHECK (length(after) <= 48),
  created_at timestamptz NOT NULL
);
CREATE INDEX comment_threads_section ON comment_threads (section_id, generation);

CREATE TABLE comment_thread_states (
  thread_id uuid NOT NULL REFERENCES comment_threads (id),
  number int NOT NULL CHECK (number > 0),
  resolved boolean NOT NULL,
  at timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id),
  PRIMARY KEY (thread_id, number)
);

CREATE TABLE rounds (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES documents (id),
  question text NOT NULL,
  opened_at timestamptz NOT NULL,
  closes_at timestamptz NOT NULL,
  answer_by timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id),
  CHECK (opened_at < closes_at AND closes_at <= answer_by)
);
CREATE INDEX rounds_document ON rounds (document_id);

CREATE TABLE round_sections (
  round_id uuid NOT NULL REFERENCES rounds (id),
  section_id uuid NOT NULL REFERENCES sections (id),
  -- The history that ran when the round was opened: who could read that reads the round.
  generation int NOT NULL,
  PRIMARY KEY (round_id, section_id)
);
CREATE INDEX round_sections_section ON round_sections (section_id);

-- A comment in a thread, or a remark in a round that is about no place in the text.
CREATE TABLE comments (
  id uuid PRIMARY KEY,
  thread_id uuid REFERENCES comment_threads (id),
  round_id uuid REFERENCES rounds (id),
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id),
  -- The place in its thread, from 1.
  number int NOT NULL,
  at timestamptz NOT NULL,
  withdrawn_at timestamptz,
  UNIQUE (thread_id, number),
  CHECK (thread_id IS NOT NULL OR round_id IS NOT NULL)
);
CREATE INDEX comments_round ON comments (round_id) WHERE round_id IS NOT NULL;

CREATE TABLE comment_revisions (
  comment_id uuid NOT NULL REFERENCES comments (id),
  number int NOT NULL CHECK (number > 0),
  body text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (comment_id, number)
);

CREATE TABLE comment_mentions (
  comment_id uuid NOT NULL REFERENCES comments (id),
  revision int NOT NULL,
  place int NOT NULL,
  seat_id uuid NOT NULL REFERENCES seats (id),
  person_id uuid REFERENCES persons (id),
  PRIMARY KEY (comment_id, revision, place),
  FOREIGN KEY (comment_id, revision) REFERENCES comment_revisions (comment_id, number)
);
CREATE INDEX comment_mentions_seat ON comment_mentions (seat_id);

CREATE TABLE comment_mentions_seen (
  comment_id uuid NOT NULL REFERENCES comments (id),
  person_id uuid NOT NULL REFERENCES persons (id),
  seat_id uuid NOT NULL REFERENCES seats (id),
  at timestamptz NOT NULL,
  PRIMARY KEY (comment_id, person_id, seat_id)
);

-- Closed before its date, or gone on without answers for a reason that stands in the record.
CREATE TABLE round_closings (
  round_id uuid NOT NULL REFERENCES rounds (id),
  kind text NOT NULL CHECK (kind IN ('early', 'without')),
  at timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id),
  reason text,
  PRIMARY KEY (round_id, kind),
  CHECK ((kind = 'without') = (reason IS NOT NULL))
);

-- Drafts, for who answers; what is published stands in round_lines.
CREATE TABLE round_answers (
  comment_id uuid PRIMARY KEY REFERENCES comments (id),
  round_id uuid NOT NULL REFERENCES rounds (id),
  verdict text NOT NULL CHECK (verdict IN ('takenOver', 'partly', 'notTakenOver')),
  why text NOT NULL CHECK (why <> ''),
  place text NOT NULL,
  version int NOT NULL,
  at timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id)
);
CREATE INDEX round_answers_round ON round_answers (round_id);

CREATE TABLE round_publications (
  round_id uuid PRIMARY KEY REFERENCES rounds (id),
  at timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id),
  hash text NOT NULL
);

CREATE TABLE round_lines (
  round_id uuid NOT NULL REFERENCES round_publications (round_id),
  number int NOT NULL,
  comment_id uuid NOT NULL REFERENCES comments (id),
  section_id uuid REFERENCES sections (id),
  section_code text,
  section_title text,
  quote text,
  remark text NOT NULL,
  remark_at timestamptz NOT NULL,
  remark_seat uuid NOT NULL REFERENCES seats (id),
  verdict text NOT NULL,
  why text NOT NULL,
  place text NOT NULL,
  answer_seat uuid NOT NULL REFERENCES seats (id),
  answer_at timestamptz NOT NULL,
  PRIMARY KEY (round_id, number)
);

CREATE TABLE round_addenda (
  id uuid PRIMARY KEY,
  round_id uuid NOT NULL REFERENCES round_publications (round_id),
  text text NOT NULL,
  at timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid NOT NULL REFERENCES persons (id)
);
`;

/** Rows that nobody changes after they were written. */
export const RECORDS = [
  'comment_thread_states',
  'comment_revisions',
  'comment_mentions',
  'rounds',
  'round_sections',
  'round_closings',
  'round_publications',
  'round_lines',
  'round_addenda',
];

export const APPEND_ONLY = RECORDS.map(
  (table) => `
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
).join('');
