/** Is this the IANA name of a time zone that can be reckoned with? */
export function isTimeZone(name: string): boolean {
  // An offset ("+01:00") is taken by Intl, and means the opposite in PostgreSQL.
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
