export const IDENTITY = `
-- Null: no password was chosen yet, or a person of the demonstration.
ALTER TABLE persons ADD COLUMN password_hash text;
-- When the person last confirmed in this session who he is.
ALTER TABLE sessions ADD COLUMN confirmed_at timestamptz;

CREATE TABLE one_time_links (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('setup', 'password')),
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  person_id uuid REFERENCES persons (id),
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  voided_at timestamptz,
  CHECK ((kind = 'password') = (person_id IS NOT NULL))
);
CREATE INDEX one_time_links_open ON one_time_links (person_id) WHERE used_at IS NULL AND voided_at IS NULL;

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  email text NOT NULL,
  seat_id uuid NOT NULL REFERENCES seats (id),
  -- The end of the term in the seat, when it has one.
  until_at timestamptz,
  invited_by uuid NOT NULL REFERENCES persons (id),
  invited_at timestamptz NOT NULL,
  -- Of the last link that was sent: the earlier ones are worth nothing any more.
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  sent_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  accepted_at timestamptz,
  accepted_by uuid REFERENCES persons (id),
  withdrawn_at timestamptz,
  CHECK ((accepted_at IS NULL) = (accepted_by IS NULL)),
  CHECK (accepted_at IS NULL OR withdrawn_at IS NULL)
);
-- One invitation of an address to a seat at a time.
CREATE UNIQUE INDEX invitations_open ON invitations (seat_id, lower(email))
  WHERE accepted_at IS NULL AND withdrawn_at IS NULL;

CREATE TABLE mails (
  id uuid PRIMARY KEY,
  queued_at timestamptz NOT NULL,
  -- What remains after sending: when, and to whom for who knows the address already.
  recipient_hash bytea NOT NULL CHECK (length(recipient_hash) = 32),
  recipient text,
  subject text,
  text text,
  attempts int NOT NULL DEFAULT 0,
  -- When it is tried (again). Whoever takes it moves this first, so that nobody else takes it meanwhile.
  due_at timestamptz NOT NULL,
  sent_at timestamptz,
  given_up_at timestamptz,
  -- A code of the last failure, never words of a mail server.
  last_error text,
  CHECK (num_nonnulls(sent_at, given_up_at) <= 1),
  CHECK (num_nonnulls(recipient, subject, text) = CASE WHEN num_nonnulls(sent_at, given_up_at) = 0 THEN 3 ELSE 0 END)
);
CREATE INDEX mails_due ON mails (due_at) WHERE sent_at IS NULL AND given_up_at IS NULL;
`;
