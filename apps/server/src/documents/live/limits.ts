/** What may wait for a slow reader before he is dropped; he comes back and gets what he missed. */
export const MAX_WAITING_PACKETS = 2_000;
export const MAX_WAITING_BYTES = 32 * 1024 * 1024;
