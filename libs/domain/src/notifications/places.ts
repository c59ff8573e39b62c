/**
 * Where a link from the overview, a letter or another page lands: a page, and the place on it. Every link to a part of a page is
 * made here, and the interface brings the reader and the focus to the element that bears the id (docs/spec.md W14).
 */
export const PLACES = {
  meeting: (tableId: string, meetingId: string) => `/tafels/${tableId}#${PLACE_IDS.meeting(meetingId)}`,
  meetings: (tableId: string) => `/tafels/${tableId}#${PLACE_IDS.meetings}`,
  messages: (tableId: string) => `/tafels/${tableId}#${PLACE_IDS.messages}`,
  phases: (tableId: string) => `/tafels/${tableId}#${PLACE_IDS.phases}`,
  participants: (tableId: string) => `/tafels/${tableId}#${PLACE_IDS.participants}`,
  section: (documentId: string, sectionId: string) => `/documenten/${documentId}#${PLACE_IDS.section(sectionId)}`,
  thread: (documentId: string, threadId: string) => `/documenten/${documentId}?opmerking=${threadId}`,
  round: (roundId: string) => `/reactierondes/${roundId}`,
  preparation: (preparationId: string) => `/besluiten/voorbereiding/${preparationId}`,
  dissent: (preparationId: string) => `/besluiten/voorbereiding/${preparationId}#${PLACE_IDS.dissent}`,
  outcome: (outcomeId: string) => `/besluiten/${outcomeId}`,
  request: (outcomeId: string, place: number) => `/besluiten/${outcomeId}#${PLACE_IDS.request(place)}`,
  adoption: (outcomeId: string) => `/besluiten/${outcomeId}/vaststelling`,
} as const;

/** The ids of elements at which a link can land. */
export const PLACE_IDS = {
  meeting: (meetingId: string) => `vergadering-${meetingId}`,
  meetings: 'vergaderingen',
  messages: 'mededelingen',
  phases: 'fasen',
  participants: 'deelnemers',
  section: (sectionId: string) => `section-${sectionId}`,
  dissent: 'afwijkend-standpunt',
  request: (place: number) => `gevraagd-${place + 1}`,
} as const;
