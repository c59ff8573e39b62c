import type { CDPSession, Page } from 'playwright-core';
import type { Arriving, Look } from './look';

interface Key {
  readonly key: string;
  readonly code: string;
  readonly vk: number;
  readonly text?: string;
}
const KEYS = {
  Enter: { key: 'Enter', code: 'Enter', vk: 13, text: '\r' },
  Backspace: { key: 'Backspace', code: 'Backspace', vk: 8 },
  Delete: { key: 'Delete', code: 'Delete', vk: 46 },
  ArrowLeft: { key: 'ArrowLeft', code: 'ArrowLeft', vk: 37 },
  ArrowRight: { key: 'ArrowRight', code: 'ArrowRight', vk: 39 },
  ArrowUp: { key: 'ArrowUp', code: 'ArrowUp', vk: 38 },
  ArrowDown: { key: 'ArrowDown', code: 'ArrowDown', vk: 40 },
  Home: { key: 'Home', code: 'Home', vk: 36 },
  End: { key: 'End', code: 'End', vk: 35 },
} satisfies Record<string, Key>;
export type KeyName = keyof typeof KEYS;

const MODIFIERS = { alt: 1, ctrl: 2, shift: 8 };
type Modifier = keyof typeof MODIFIERS;

/** Somebody at a page of their own, with real keys: through the debugger of the browser, as an input method does it too. */
export class Writer {
  private constructor(
    readonly page: Page,
    private readonly cdp: CDPSession,
    readonly errors: readonly string[],
  ) {}

  static async at(page: Page, errors: readonly string[]): Promise<Writer> {
    const cdp = await page.context().newCDPSession(page);
    // Every page believes that it is the one in front.
    await cdp.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    return new Writer(page, cdp, errors);
  }

  /** Begins anew with this text. */
  async reset(text: Uint8Array, client: number): Promise<void> {
    await this.#evaluate(`__editor.reset(${JSON.stringify([...text])}, ${client})`);
  }

  /** Waits until the editor that a press brings is there. */
  async ready(): Promise<void> {
    if (!(await this.#evaluate<boolean>('__ready()'))) throw new Error('the editor does not come');
  }

  look(): Promise<Look> {
    return this.#evaluate('__look()');
  }

  /** Looks when no composition is going on any more. */
  quiet(): Promise<Look> {
    return this.#evaluate('__quiet()');
  }

  /** Looks once all these letters are there: what is pasted comes a moment later. */
  until(letters: string): Promise<Look> {
    return this.#evaluate(`__until(${JSON.stringify(letters)})`);
  }

  receive(arriving: readonly Arriving[]): Promise<Look[]> {
    return this.#evaluate(`__receive(${JSON.stringify(arriving)})`);
  }

  /** Time passes on this page. */
  wait(milliseconds: number): Promise<void> {
    return this.#evaluate(`void (__now += ${milliseconds})`);
  }

  /** Presses before the letter at this place. */
  async click(block: number, offset: number, modifiers: readonly Modifier[] = []): Promise<void> {
    const { x, y } = await this.#evaluate<{ x: number; y: number }>(`__point(${block}, ${offset})`);
    const at = { x, y, button: 'left' as const, clickCount: 1, modifiers: bits(modifiers) };
    await this.cdp.send('Input.dispatchMouseEvent', { ...at, type: 'mouseMoved', button: 'none' });
    await this.cdp.send('Input.dispatchMouseEvent', { ...at, type: 'mousePressed' });
    await this.cdp.send('Input.dispatchMouseEvent', { ...at, type: 'mouseReleased' });
  }

  /** Types letters, each with a key of its own. */
  async type(text: string): Promise<void> {
    for (const letter of text) await this.#press({ key: letter, code: 'IntlBackslash', vk: 226, text: letter }, []);
  }

  press(name: KeyName, ...modifiers: Modifier[]): Promise<void> {
    return this.#press(KEYS[name], modifiers);
  }

  /** A letter or digit with Ctrl, as z or 1. */
  command(letter: string, ...modifiers: Modifier[]): Promise<void> {
    const upper = letter.toUpperCase();
    const code = /\d/.test(letter) ? `Digit${letter}` : `Key${upper}`;
    return this.#press({ key: letter, code, vk: upper.charCodeAt(0) }, ['ctrl', ...modifiers]);
  }

  /** What an input method shows as not decided yet, in the place of what it showed before. */
  async compose(text: string): Promise<void> {
    await this.cdp.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  }

  /** The input method has decided. */
  async commit(text: string): Promise<void> {
    await this.cdp.send('Input.insertText', { text });
  }

  async #press({ key, code, vk, text }: Key, modifiers: readonly Modifier[]): Promise<void> {
    const common = { key, code, windowsVirtualKeyCode: vk, modifiers: bits(modifiers) };
    const down =
      text === undefined ? { type: 'rawKeyDown' as const } : { type: 'keyDown' as const, text, unmodifiedText: text };
    await Promise.all([
      this.cdp.send('Input.dispatchKeyEvent', { ...common, ...down }),
      this.cdp.send('Input.dispatchKeyEvent', { ...common, type: 'keyUp' }),
    ]);
  }

  async #evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.cdp.send('Runtime.evaluate', {
      expression,
      returnByValue: true,
      awaitPromise: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }
}

function bits(modifiers: readonly Modifier[]): number {
  return modifiers.reduce((sum, modifier) => sum | MODIFIERS[modifier], 0);
}
