export const SEAL = `
-- By what name this installation signs. It is part of what is signed, so it goes with a backup.
CREATE TABLE seal_installation (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  id uuid NOT NULL
);
INSERT INTO seal_installation (id) VALUES (gen_random_uuid());

-- The public keys, each with a statement that the one before it signed (the first signed its own).
CREATE TABLE seal_keys (
  number int PRIMARY KEY CHECK (number >= 0),
  public_key bytea NOT NULL UNIQUE CHECK (length(public_key) = 32),
  statement text NOT NULL
);

CREATE TABLE seal_leaves (
  table_id uuid NOT NULL REFERENCES tables (id),
  leaf_index bigint NOT NULL CHECK (leaf_index >= 0),
  kind text NOT NULL,
  record_id text NOT NULL,
  -- Milliseconds: the time is written in the leaf with three decimals.
  at timestamptz(3) NOT NULL,
  leaf_hash bytea NOT NULL CHECK (length(leaf_hash) = 32),
  PRIMARY KEY (table_id, leaf_index),
  UNIQUE (table_id, record_id)
);

CREATE TABLE seal_fields (
  table_id uuid NOT NULL,
  leaf_index bigint NOT NULL,
  field text NOT NULL,
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  PRIMARY KEY (table_id, leaf_index, field),
  FOREIGN KEY (table_id, leaf_index) REFERENCES seal_leaves (table_id, leaf_index)
);

-- What the commitments are of. Apart from them, so that value and salt can go and the commitment can stay.
CREATE TABLE seal_values (
  table_id uuid NOT NULL,
  leaf_index bigint NOT NULL,
  field text NOT NULL,
  salt bytea CHECK (length(salt) = 32),
  -- Canonical JSON, byte for byte as it was committed to; so not jsonb, which would write it its own way.
  value text,
  PRIMARY KEY (table_id, leaf_index, field),
  FOREIGN KEY (table_id, leaf_index, field) REFERENCES seal_fields (table_id, leaf_index, field),
  CHECK ((salt IS NULL) = (value IS NULL))
);

-- The inner nodes of the tree that are complete, so that a leaf is added without reading all others.
CREATE TABLE seal_nodes (
  table_id uuid NOT NULL REFERENCES tables (id),
  level smallint NOT NULL CHECK (level > 0),
  node_index bigint NOT NULL CHECK (node_index >= 0),
  hash bytea NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (table_id, level, node_index)
);

CREATE TABLE seal_checkpoints (
  table_id uuid NOT NULL REFERENCES tables (id),
  size bigint NOT NULL CHECK (size > 0),
  note text NOT NULL,
  PRIMARY KEY (table_id, size)
);
`;

/** What is only ever added. */
export const SEAL_RECORDS = [
  'seal_installation',
  'seal_keys',
  'seal_leaves',
  'seal_fields',
  'seal_nodes',
  'seal_checkpoints',
];

/** Values may be erased, salt and all, and changed in no other way. */
export const SEAL_APPEND_ONLY = `
${SEAL_RECORDS.map(
  (table) => `
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();`,
).join('')}

CREATE TRIGGER append_only BEFORE DELETE OR TRUNCATE ON seal_values
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE FUNCTION only_erasing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.salt IS NULL AND NEW.value IS NULL AND NEW.table_id = OLD.table_id AND NEW.leaf_index = OLD.leaf_index
    AND NEW.field = OLD.field THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a sealed value can be erased, and changed in no other way' USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER only_erasing BEFORE UPDATE ON seal_values FOR EACH ROW EXECUTE FUNCTION only_erasing();
`;
