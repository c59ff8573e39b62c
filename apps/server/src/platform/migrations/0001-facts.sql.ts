export const TABLES = `
CREATE TABLE regions (
  id uuid PRIMARY KEY,
  name text NOT NULL
);

CREATE TABLE organisations (
  id uuid PRIMARY KEY,
  region_id uuid NOT NULL REFERENCES regions (id),
  kind text NOT NULL CHECK (kind IN ('municipality', 'provider', 'clientCouncil', 'clientOrganisation', 'education',
    'secretariat', 'independent')),
  name text NOT NULL,
  abbreviation text NOT NULL CHECK (abbreviation ~ '^[[:alnum:]]{2,8}$'),
  mark_shape text NOT NULL CHECK (mark_shape IN ('circle', 'square', 'triangle', 'diamond', 'hexagon', 'star')),
  mark_hue smallint NOT NULL CHECK (mark_hue BETWEEN 0 AND 11),
  parent_organisation_id uuid REFERENCES organisations (id),
  CHECK ((kind = 'clientCouncil') = (parent_organisation_id IS NOT NULL))
);
-- Codes of sections are made of abbreviations: two parties with one abbreviation would share a series.
CREATE UNIQUE INDEX organisations_abbreviation ON organisations (region_id, upper(abbreviation));

CREATE TABLE persons (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  job_title text NOT NULL,
  demonstration boolean NOT NULL DEFAULT false
);
CREATE UNIQUE INDEX persons_email ON persons (lower(email));

CREATE TABLE tables (
  id uuid PRIMARY KEY,
  region_id uuid NOT NULL REFERENCES regions (id),
  kind text NOT NULL CHECK (kind IN ('development', 'consultation', 'theme', 'innovation', 'dialogue', 'tenderDialogue',
    'marketExploration', 'preparation', 'board')),
  name text NOT NULL,
  purpose text NOT NULL,
  names_visible boolean NOT NULL DEFAULT false,
  closed_at timestamptz,
  reports_to uuid REFERENCES tables (id)
);

CREATE TABLE seats (
  id uuid PRIMARY KEY,
  table_id uuid NOT NULL REFERENCES tables (id),
  organisation_id uuid NOT NULL REFERENCES organisations (id),
  role text NOT NULL CHECK (role IN ('commissioner', 'contractor', 'clientRepresentative', 'partner', 'chair',
    'secretary', 'observer')),
  UNIQUE (table_id, organisation_id, role)
);

CREATE TABLE seat_occupants (
  seat_id uuid NOT NULL REFERENCES seats (id),
  person_id uuid NOT NULL REFERENCES persons (id),
  from_at timestamptz NOT NULL,
  until_at timestamptz CHECK (until_at > from_at),
  PRIMARY KEY (seat_id, person_id, from_at)
);
CREATE INDEX seat_occupants_person ON seat_occupants (person_id);

CREATE TABLE documents (
  id uuid PRIMARY KEY,
  table_id uuid NOT NULL REFERENCES tables (id),
  kind text NOT NULL CHECK (kind IN ('transformationPlan', 'agreement', 'learningCycleNote', 'minutes',
    'rulesOfTheGame')),
  title text NOT NULL,
  formality text NOT NULL CHECK (formality IN ('formal', 'informal')),
  created_at timestamptz NOT NULL,
  created_by_seat uuid NOT NULL REFERENCES seats (id)
);
CREATE INDEX documents_table ON documents (table_id);

CREATE TABLE sections (
  id uuid PRIMARY KEY,
  document_id uuid NOT NULL REFERENCES documents (id),
  code text NOT NULL,
  order_key text COLLATE "C" NOT NULL,
  title text NOT NULL,
  restricted boolean NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (document_id, order_key)
);

CREATE TABLE section_codes (
  document_id uuid NOT NULL REFERENCES documents (id),
  series text NOT NULL,
  number integer NOT NULL CHECK (number > 0),
  section_id uuid NOT NULL REFERENCES sections (id),
  assigned_at timestamptz NOT NULL,
  PRIMARY KEY (document_id, series, number)
);

CREATE TABLE section_heads (
  section_id uuid PRIMARY KEY REFERENCES sections (id),
  generation int NOT NULL DEFAULT 1,
  access_version int NOT NULL DEFAULT 1,
  head_seq bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

CREATE TABLE section_grants (
  section_id uuid NOT NULL REFERENCES sections (id),
  grantee_kind text NOT NULL,
  role text,
  seat_id uuid REFERENCES seats (id),
  right_name text NOT NULL CHECK (right_name IN ('none', 'read', 'comment', 'propose', 'write')),
  UNIQUE NULLS NOT DISTINCT (section_id, grantee_kind, role, seat_id),
  CHECK ((grantee_kind = 'role' AND role IS NOT NULL AND seat_id IS NULL)
      OR (grantee_kind = 'seat' AND role IS NULL AND seat_id IS NOT NULL))
);

CREATE TABLE section_owners (
  section_id uuid NOT NULL REFERENCES sections (id),
  grantee_kind text NOT NULL,
  role text,
  seat_id uuid REFERENCES seats (id),
  UNIQUE NULLS NOT DISTINCT (section_id, grantee_kind, role, seat_id),
  CHECK ((grantee_kind = 'role' AND role IS NOT NULL AND seat_id IS NULL)
      OR (grantee_kind = 'seat' AND role IS NULL AND seat_id IS NOT NULL))
);

CREATE TABLE section_rights_log (
  id uuid PRIMARY KEY,
  section_id uuid NOT NULL REFERENCES sections (id),
  access_version int NOT NULL,
  at timestamptz NOT NULL,
  by_seat uuid NOT NULL REFERENCES seats (id),
  by_person uuid REFERENCES persons (id),
  changes jsonb NOT NULL,
  UNIQUE (section_id, access_version)
);

CREATE TABLE sessions (
  id uuid PRIMARY KEY,
  token_hash bytea NOT NULL UNIQUE CHECK (length(token_hash) = 32),
  person_id uuid NOT NULL REFERENCES persons (id),
  seat_id uuid REFERENCES seats (id),
  device text NOT NULL,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX sessions_person ON sessions (person_id) WHERE ended_at IS NULL;

CREATE TABLE installation (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  mode text NOT NULL CHECK (mode IN ('demonstration', 'production')),
  seeded_at timestamptz
);
`;

/** What was recorded stays: for the owner of the tables too, by triggers that refuse. */
export const APPEND_ONLY = `
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_rights_log
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON section_codes
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
`;
