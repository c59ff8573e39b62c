import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';
import {
  TablePlanView,
  type ChangePhases,
  type MeetingInput,
  type MeetingView,
  type PostMessage,
} from '@samenspel/domain';
import { get, post, put } from '../platform/api';

export type Undone = 'phasesChanged' | 'meetingAdded' | 'meetingChanged' | 'meetingCancelled';

/** What tables are doing, as the acting seat sees it. Forgotten when somebody acts through another seat. */
export const usePlanStore = defineStore('plan', () => {
  const byTable = ref<Record<string, TablePlanView>>({});
  /** The last change of this person, for as long as it can be taken back from the page of the table. */
  const undo = shallowRef<{ tableId: string; what: Undone; run: () => Promise<void> } | null>(null);
  const path = (...parts: string[]): string => parts.map((part) => `/${encodeURIComponent(part)}`).join('');

  function keep(view: TablePlanView): TablePlanView {
    byTable.value[view.tableId] = view;
    return view;
  }

  async function load(tableId: string): Promise<void> {
    keep(await get(path('tables', tableId, 'plan'), TablePlanView));
  }

  function offer(tableId: string, what: Undone, run: () => Promise<unknown>): void {
    undo.value = {
      tableId,
      what,
      run: async () => {
        await run();
        undo.value = null;
      },
    };
  }

  async function changePhases(tableId: string, input: ChangePhases): Promise<void> {
    const before = byTable.value[tableId]?.phases ?? [];
    const { version } = keep(await put(path('tables', tableId, 'phases'), input, TablePlanView));
    offer(tableId, 'phasesChanged', async () =>
      keep(await put(path('tables', tableId, 'phases'), { version, phases: before }, TablePlanView)),
    );
  }

  /** @returns the id of the meeting, null when somebody changed it at the same moment */
  async function addMeeting(tableId: string, input: MeetingInput): Promise<string | null> {
    const known = new Set(byTable.value[tableId]?.meetings.map(({ meetingId }) => meetingId));
    const { meetings } = keep(await post(path('tables', tableId, 'meetings'), input, TablePlanView));
    const added = meetings.find(({ meetingId, title }) => !known.has(meetingId) && title === input.title);
    if (added) offer(tableId, 'meetingAdded', () => setCancelled(added.meetingId, added.version, true));
    return added?.meetingId ?? null;
  }

  async function changeMeeting(tableId: string, before: MeetingView, input: MeetingInput): Promise<void> {
    const { meetingId } = before;
    const send = async (
      version: number,
      { title, startsAt, place, formality, agenda }: MeetingInput,
    ): Promise<TablePlanView> =>
      keep(
        await put(path('meetings', meetingId), { version, title, startsAt, place, formality, agenda }, TablePlanView),
      );
    const { meetings } = await send(before.version, input);
    const version = meetings.find((each) => each.meetingId === meetingId)?.version;
    if (version !== undefined) offer(tableId, 'meetingChanged', () => send(version, before));
  }

  async function setCancelled(meetingId: string, version: number, cancelled: boolean): Promise<TablePlanView> {
    return keep(await put(path('meetings', meetingId, 'cancelled'), { version, cancelled }, TablePlanView));
  }

  async function cancelMeeting(tableId: string, { meetingId, version }: MeetingView): Promise<void> {
    const { meetings } = await setCancelled(meetingId, version, true);
    const now = meetings.find((each) => each.meetingId === meetingId)?.version;
    if (now !== undefined) offer(tableId, 'meetingCancelled', () => setCancelled(meetingId, now, false));
  }

  async function resumeMeeting({ meetingId, version }: MeetingView): Promise<void> {
    await setCancelled(meetingId, version, false);
    undo.value = null;
  }

  async function postMessage(tableId: string, input: PostMessage): Promise<void> {
    keep(await post(path('tables', tableId, 'messages'), input, TablePlanView));
  }

  async function withdraw(messageId: string): Promise<void> {
    keep(await post(path('messages', messageId, 'withdrawal'), {}, TablePlanView));
  }

  function forget(): void {
    byTable.value = {};
    undo.value = null;
  }

  return {
    byTable,
    undo,
    load,
    changePhases,
    addMeeting,
    changeMeeting,
    cancelMeeting,
    resumeMeeting,
    postMessage,
    withdraw,
    forget,
  };
});
