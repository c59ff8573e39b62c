/** What one frame of a client may hold: some milliseconds of work at most. */
export const FRAME_LIMITS = { bytes: 256 * 1024, structs: 20_000, deletes: 20_000, length: 1_000_000 } as const;
