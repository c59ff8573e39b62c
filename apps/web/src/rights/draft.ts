import {
  id,
  ROLES,
  readersDiffer,
  rightOn,
  type Grant,
  type Right,
  type Role,
  type SeatId,
  type SectionAccess,
  type SectionRightsView,
  type TableId,
} from '@samenspel/domain';

export type SeatRow = SectionRightsView['seats'][number];

/** The rights of a section while somebody changes them: one per role, and per seat one of its own or "as its role". */
export interface RightsDraft {
  readonly roles: Readonly<Partial<Record<Role, Right>>>;
  readonly seats: Readonly<Record<string, Right>>;
}

export interface SightChange {
  readonly seat: SeatRow;
  readonly from: Right;
  readonly to: Right;
}

// The seats of the view all sit at the table of the section, so any one name for it will do.
const TABLE = id<TableId>('this-table');

/** The rights as they stand. */
export function draftOf(view: SectionRightsView): RightsDraft {
  const roles: Partial<Record<Role, Right>> = {};
  const seats: Record<string, Right> = {};
  for (const { grantee, right } of view.grants) {
    if (grantee.kind === 'role') roles[grantee.role] = right;
    else seats[grantee.seatId] = right;
  }
  return { roles, seats };
}

/** The draft as grants. A role with `none` needs no grant; a seat with `none` does, for it goes before its role. */
export function grantsOf(draft: RightsDraft): Grant[] {
  const byRole = ROLES.flatMap((role): Grant[] => {
    const right = draft.roles[role] ?? 'none';
    return right === 'none' ? [] : [{ grantee: { kind: 'role', role }, right }];
  });
  const bySeat = Object.entries(draft.seats).map(([seatId, right]): Grant => ({
    grantee: { kind: 'seat', seatId: id<SeatId>(seatId) },
    right,
  }));
  return [...byRole, ...bySeat];
}

/** What every seat whose right would change holds now and would hold. */
export function changesOf(view: SectionRightsView, draft: RightsDraft): SightChange[] {
  const access = { tableId: TABLE, grants: grantsOf(draft), owners: [] };
  return view.seats
    .map((seat) => ({
      seat,
      from: seat.right,
      to: rightOn({ seatId: id<SeatId>(seat.seatId), tableId: TABLE, role: seat.role }, access),
    }))
    .filter((change) => change.from !== change.to);
}

/** Does it change who reads, so that the section begins a new history (docs/spec.md D20)? */
export function startsAnew(view: SectionRightsView, draft: RightsDraft): boolean {
  const seats = view.seats.map(({ seatId, role }) => ({ seatId: id<SeatId>(seatId), tableId: TABLE, role }));
  const access = (grants: Grant[]): SectionAccess => ({ tableId: TABLE, grants, owners: [] });
  return readersDiffer(access(grantsOf(draftOf(view))), access(grantsOf(draft)), seats);
}

/** Changes by what they do to sight: gains it, loses it, or still sees the section with another right. */
export function sightOf(changes: readonly SightChange[]): Record<'gains' | 'loses' | 'keeps', SightChange[]> {
  return {
    gains: changes.filter((change) => change.from === 'none'),
    loses: changes.filter((change) => change.to === 'none'),
    keeps: changes.filter((change) => change.from !== 'none' && change.to !== 'none'),
  };
}
