/**
 * Would the table report to itself, directly or through others, when it reported to `to` (docs/spec.md T4)?
 *
 * @param reportsTo what each table reports to now; may hold a circle already, and is then answered with true
 */
export function wouldCircle(reportsTo: ReadonlyMap<string, string | null>, tableId: string, to: string): boolean {
  const seen = new Set([tableId]);
  for (let at: string | null = to; at !== null; at = reportsTo.get(at) ?? null) {
    if (seen.has(at)) return true;
    seen.add(at);
  }
  return false;
}
