/**
 * Lets the application's role do this with these tables. It is not the owner: it gets what it needs, so that no fault in
 * it can drop or rewrite a record. Where that role does not exist (a database of the operator's own with one role) nothing
 * is to be granted.
 */
export function grantTo(privileges: string, tables: readonly string[]): string {
  return `
    DO $$
    BEGIN
      IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'samenspel_app') THEN
        GRANT ${privileges} ON ${tables.join(', ')} TO samenspel_app;
      END IF;
    END
    $$`;
}
