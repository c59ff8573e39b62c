export const TABLES_AT_WORK = `
ALTER TABLE regions ADD COLUMN version int NOT NULL DEFAULT 1;
-- A region's own words for kinds of table.
CREATE TABLE region_labels (
  region_id uuid NOT NULL REFERENCES regions (id),
  kind text NOT NULL,
  label text NOT NULL,
  PRIMARY KEY (region_id, kind)
);

ALTER TABLE organisations ADD COLUMN version int NOT NULL DEFAULT 1;
ALTER TABLE organisations ADD COLUMN archived_at timestamptz;
ALTER TABLE seat_occupants ADD COLUMN stand_in boolean NOT NULL DEFAULT false;

ALTER TABLE tables ADD COLUMN version int NOT NULL DEFAULT 1;
-- Of the list of phases, which is replaced as a whole.
ALTER TABLE tables ADD COLUMN plan_version int NOT NULL DEFAULT 1;
CREATE TABLE table_phases (
  table_id uuid NOT NULL REFERENCES tables (id),
  place int NOT NULL,
  name text NOT NULL,
  from_on date NOT NULL,
  until_on date CHECK (until_on >= from_on),
  gate_what text,
  gate_on date,
  gate_by text,
  PRIMARY KEY (table_id, place),
  CHECK (num_nonnulls(gate_what, gate_on, gate_by) IN (0, 3))
);

CREATE TABLE meetings (
  id uuid PRIMARY KEY,
  table_id uuid NOT NULL REFERENCES tables (id),
  version int NOT NULL DEFAULT 1,
  title text NOT NULL,
  starts_at timestamptz NOT NULL,
  place text NOT NULL,
  formality text NOT NULL CHECK (formality IN ('formal', 'informal')),
  agenda jsonb NOT NULL,
  cancelled_at timestamptz,
  changed_at timestamptz NOT NULL,
  changed_by_seat uuid NOT NULL REFERENCES seats (id)
);
CREATE INDEX meetings_table ON meetings (table_id, starts_at);

CREATE TABLE table_messages (
  id uuid PRIMARY KEY,
  table_id uuid NOT NULL REFERENCES tables (id),
  seat_id uuid NOT NULL REFERENCES seats (id),
  person_id uuid NOT NULL REFERENCES persons (id),
  at timestamptz NOT NULL,
  formality text NOT NULL CHECK (formality IN ('formal', 'informal')),
  text text NOT NULL,
  withdrawn_at timestamptz
);
CREATE INDEX table_messages_table ON table_messages (table_id, at);
`;
