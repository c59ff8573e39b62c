import {
  AuthorshipView,
  ComparisonView,
  Erased,
  ErasurePreview,
  HistoryView,
  Named,
  Restored,
  VersionView,
  type ErasePassage,
  type NameVersion,
  type PreviewErasure,
  type RestoreVersion,
} from '@samenspel/domain';
import { get, post, put } from '../platform/api';
import { ZONE } from '../platform/local-time';

function path(sectionId: string, what: string, query: Record<string, string | undefined> = {}): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const asked = given.length > 0 ? `?${new URLSearchParams(given).toString()}` : '';
  return `/sections/${encodeURIComponent(sectionId)}/history${what}${asked}`;
}

export function fetchHistory(sectionId: string): Promise<HistoryView> {
  return get(path(sectionId, '', { zone: ZONE }), HistoryView);
}

export function fetchVersion(sectionId: string, place: string | undefined): Promise<VersionView> {
  return get(path(sectionId, '/version', { zone: ZONE, place }), VersionView);
}

/** Without an end: the text as it stands now. */
export function fetchComparison(
  sectionId: string,
  from: string | undefined,
  to: string | undefined,
): Promise<ComparisonView> {
  return get(path(sectionId, '/comparison', { from, to }), ComparisonView);
}

export function fetchAuthorship(sectionId: string, place: string | undefined): Promise<AuthorshipView> {
  return get(path(sectionId, '/authorship', { zone: ZONE, place }), AuthorshipView);
}

export function nameVersion(sectionId: string, input: NameVersion): Promise<Named> {
  return put(path(sectionId, '/names'), input, Named);
}

export function restoreVersion(sectionId: string, input: RestoreVersion): Promise<Restored> {
  return post(path(sectionId, '/restorations'), input, Restored);
}

export function previewErasure(sectionId: string, input: PreviewErasure): Promise<ErasurePreview> {
  return post(path(sectionId, '/erasure-preview'), input, ErasurePreview);
}

export function erasePassage(sectionId: string, input: ErasePassage): Promise<Erased> {
  return post(path(sectionId, '/erasures'), input, Erased);
}
