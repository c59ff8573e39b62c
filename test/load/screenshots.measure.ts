import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'vitest';
import { launchChromium, signIn } from '../support/chromium';
import { openPlan } from '../support/document-page';
import { ROOT, startProduct } from '../support/product';

const IMAGES = join(ROOT, 'docs', 'images');

it('the pictures of the README', async () => {
  mkdirSync(IMAGES, { recursive: true });
  const product = await startProduct();
  const browser = await launchChromium();
  try {
    const policy = await signIn(browser, product.url, 'Marloes Terpstra');
    const provider = await signIn(browser, product.url, 'Annemiek Roos');
    for (const { page } of [policy, provider]) {
      await openPlan(page);
      await page.locator('section.s-section').nth(3).locator('.s-static .s-block').first().waitFor();
    }
    for (const [{ page }, block] of [
      [policy, 0],
      [provider, 1],
    ] as const) {
      await page.locator('section.s-section').nth(3).scrollIntoViewIfNeeded();
      await page.locator('section.s-section').nth(3).locator('.s-static .s-block').nth(block).click();
      await page.locator('.ProseMirror[contenteditable="true"]').first().waitFor();
      await page.keyboard.press('End');
    }
    await provider.page.keyboard.type(' Dit vraagt tijd.');
    await policy.page.getByText('Dit vraagt tijd.').first().waitFor();
    await policy.page.keyboard.press('ArrowRight');
    await policy.page
      .locator('section.s-section')
      .nth(3)
      .evaluate((section) => section.scrollIntoView({ block: 'start' }));
    await policy.page.mouse.wheel(0, -180);
    await provider.page.keyboard.type(' ');
    await policy.page.waitForTimeout(600);
    await policy.page.screenshot({ path: join(IMAGES, 'document.png') });
  } finally {
    await browser.close();
    await product.remove();
  }
});
