import type { Plugin } from 'vite';

export function verifierScript(): string;
export function verifierPage(): string;
export function buildVerifier(): Plugin;
