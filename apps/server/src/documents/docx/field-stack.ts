import { isSafeAddress } from '@samenspel/domain';
import { addInstruction, formValue, isLively, isLost, nameOfField, signOfField, targetOf, type Field } from './fields';
import { signOf } from './symbols';
import type { Told } from './told';
import type { XmlElement } from './xml';

/** What a field needs of who reads it. */
export interface FieldHost {
  readonly told: Told;
  /** How much was written until now, blanks apart. */
  readonly written: number;
  /** The same with what is not seen. */
  readonly met: number;
  /** May what stands here be seen, but for the fields? */
  readonly isSeen: boolean;
  write(text: string): void;
}

/** The fields that are open in one story: only what the innermost shows in all others is text. */
export class FieldStack {
  readonly #open: Field[] = [];

  constructor(private readonly host: FieldHost) {}

  /** Is what comes now text, and no instruction? */
  get isText(): boolean {
    return this.#open.every(({ shown }) => shown);
  }

  get inContents(): boolean {
    return this.#open.some((field) => field.shown && nameOfField(field) === 'TOC');
  }

  get link(): string | null {
    return this.#open.findLast(({ link }) => link !== null)?.link ?? null;
  }

  /** What a mark in the text says of a field. */
  mark(type: string | undefined): void {
    if (type === 'begin') this.begin();
    else if (type === 'separate') this.separate();
    else if (type === 'end') this.end();
  }

  begin(): void {
    this.#open.push({ instruction: '', shown: false, from: 0, met: 0, form: undefined, link: null });
  }

  form(form: XmlElement): void {
    const field = this.#open.at(-1);
    if (field !== undefined) field.form = form;
  }

  instruction(text: string): void {
    const field = this.#open.at(-1);
    if (field !== undefined && !field.shown) addInstruction(field, text);
  }

  separate(): void {
    const field = this.#open.at(-1);
    if (field === undefined || field.shown) return;
    field.shown = true;
    field.from = this.host.written;
    field.met = this.host.met;
    if (nameOfField(field) === 'HYPERLINK' && this.#isSeen) field.link = this.#linkOf(field);
  }

  end(): void {
    const field = this.#open.pop();
    if (field === undefined || !this.#isSeen) return;
    const name = nameOfField(field);
    if (name === 'TOC') return this.host.told.once('contents');
    if (field.shown && this.host.written > field.from && isLively(field)) this.host.told.add('fields');
    // What it shows may be hidden or struck: that is told as such, and no value takes its place.
    if (field.shown && this.host.met > field.met) return;
    const value = formValue(field.form) ?? this.#sign(field);
    if (value !== null && value !== '') this.host.write(value);
    else if (name === 'FORMTEXT' || name === 'MACROBUTTON') this.host.told.add('placeholders');
    else if (isLost(field)) this.host.told.add('lost-fields');
  }

  get #isSeen(): boolean {
    return this.host.isSeen && this.isText;
  }

  #sign(field: Field): string | null {
    const sign = signOfField(field);
    return sign === null ? null : signOf(sign.font ?? 'Symbol', sign.code);
  }

  #linkOf(field: Field): string | null {
    const { address, inner } = targetOf(field);
    if (address !== null && isSafeAddress(address.trim())) return address.trim();
    if (!this.inContents) this.host.told.add(inner ? 'inner-links' : 'unsafe-links');
    return null;
  }
}
