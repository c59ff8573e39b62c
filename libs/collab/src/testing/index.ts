export { craft, lengthOf } from './craft';
export type { Crafted, CraftedContent } from './craft';
export { KEYBOARD, randomEdit } from './edits';
export { Random } from './random';
export { MemoryStore } from './memory-store';
export type { Fault } from './memory-store';
export { VirtualTime } from './virtual-time';
export { restrict, typeAt, typed, writer } from './typing';
export { MemoryLocks, MemoryOutbox, TABLE, Tab, World, uuid } from './world';
