import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import {
  AddedSeatView,
  AdministrationView,
  NewSeatView,
  type AddOrganisation,
  type AddRegion,
  type AddSeat,
  type AddTable,
  type AddTerm,
  type ChangeOrganisation,
  type ChangeRegion,
  type ChangeTable,
  type CloseTable,
  type MoveTerm,
  type RemoveSeat,
} from '@samenspel/domain';
import { get, post, put, remove } from '../../platform/api';

/** What is administered, as the server said last. Forgotten when somebody acts in another capacity. */
export const useAdministrationStore = defineStore('administration', () => {
  const view = shallowRef<AdministrationView | null>(null);
  const path = (...parts: string[]): string =>
    `/administration${parts.map((part) => `/${encodeURIComponent(part)}`).join('')}`;

  async function load(): Promise<void> {
    view.value = await get(path(), AdministrationView);
  }
  async function add(body: unknown, ...parts: string[]): Promise<void> {
    view.value = await post(path(...parts), body, AdministrationView);
  }
  async function change(body: unknown, ...parts: string[]): Promise<void> {
    view.value = await put(path(...parts), body, AdministrationView);
  }
  async function takeAway(parts: string[], body?: unknown): Promise<void> {
    await remove(path(...parts), body);
    await load();
  }

  return {
    view,
    load,
    addRegion: (body: AddRegion) => add(body, 'regions'),
    changeRegion: (regionId: string, body: ChangeRegion) => change(body, 'regions', regionId),
    addOrganisation: (body: AddOrganisation) => add(body, 'organisations'),
    changeOrganisation: (organisationId: string, body: ChangeOrganisation) =>
      change(body, 'organisations', organisationId),
    removeOrganisation: (organisationId: string) => takeAway(['organisations', organisationId]),
    addTable: (body: AddTable) => add(body, 'tables'),
    changeTable: (tableId: string, body: ChangeTable) => change(body, 'tables', tableId),
    closeTable: (tableId: string, body: CloseTable) => change(body, 'tables', tableId, 'closed'),
    /** What a seat would get, without adding it. */
    newSeat: (tableId: string, { organisationId, role }: AddSeat) =>
      get(
        `${path('tables', tableId, 'seats', 'preview')}?${new URLSearchParams({ organisationId, role }).toString()}`,
        NewSeatView,
      ),
    /** @returns the sections that were kept from the seat, since their past cannot be told from their text */
    addSeat: async (tableId: string, body: AddSeat): Promise<AddedSeatView['withheld']> => {
      const { withheld, ...now } = await post(path('tables', tableId, 'seats'), body, AddedSeatView);
      view.value = now;
      return withheld;
    },
    removeSeat: (seatId: string, body: RemoveSeat) => takeAway(['seats', seatId], body),
    addTerm: (seatId: string, body: AddTerm) => add(body, 'seats', seatId, 'terms'),
    moveTerm: (seatId: string, body: MoveTerm) => change(body, 'seats', seatId, 'terms'),
    forget: () => {
      view.value = null;
    },
  };
});
