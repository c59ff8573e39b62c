/** What each finding means, by its code; {n}, {record}, {field}, {size} and {key} stand for where. */
export const FINDINGS: Readonly<Record<'nl' | 'en', Readonly<Record<string, string>>>>;
