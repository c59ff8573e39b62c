import type { Locator, Page } from 'playwright-core';

/** The n-th section of the document that is open. */
export function sectionOf(page: Page, at: number): Locator {
  return page.locator('section.s-section').nth(at);
}

/** Presses at the end of the text of a section and waits until it can be typed in. */
export async function startTyping(page: Page, at: number): Promise<void> {
  const section = sectionOf(page, at);
  await section.scrollIntoViewIfNeeded();
  await section.locator('.s-static .s-block').last().click();
  await section.locator('.ProseMirror[contenteditable="true"]').waitFor();
  await page.keyboard.press('Control+End');
}

/** Waits until the interface says that everything is saved. */
export async function saved(page: Page): Promise<void> {
  await page.getByText('Opgeslagen', { exact: true }).first().waitFor();
}

/** Opens the demonstration's plan from the page that comes after signing in. */
export async function openPlan(page: Page): Promise<void> {
  await page.getByText('Open de tafel').first().click();
  // The overview names the plan too, in its news.
  await page.waitForURL(/\/tafels\//);
  await page
    .getByRole('link', { name: /^Transformatieplan/ })
    .first()
    .click();
  await sectionOf(page, 2).waitFor();
}
