/** Origin of what the page itself writes on behalf of its user: confirming a block, putting text back. Sent and undoable. */
export const EDIT = Symbol('edit');
