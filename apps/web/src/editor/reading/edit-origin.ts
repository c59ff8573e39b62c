/** Origin of what the page itself writes on behalf of its user: confirming a block, putting text back. Sent and undoable. */
export const EDIT = Symbol('edit');

/** Under this a transaction of the shared text keeps the ids of letters that were written in the place of others. */
export const TYPED_OVER = Symbol('typed over');
