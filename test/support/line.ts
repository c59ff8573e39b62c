import type { Page, WebSocketRoute } from 'playwright-core';

/** The live line of a page, in the hands of a test. */
export interface PageLine {
  /** Breaks it, and keeps any other from coming up. */
  cut(): void;
  /** As a network that swallows everything: the line seems to be there, nothing arrives and nothing breaks. New ones work. */
  hang(): void;
  /** New ones work again. */
  heal(): void;
}

/** Takes hold of the live line of a page, from its next load on. */
export async function lineOf(page: Page): Promise<PageLine> {
  const open = new Set<WebSocketRoute>();
  const hung = new Set<WebSocketRoute>();
  let cut = false;
  await page.routeWebSocket(/socket\.io/, (ws) => {
    if (cut) return void ws.close();
    open.add(ws);
    const server = ws.connectToServer();
    const passes = (): boolean => open.has(ws) && !hung.has(ws);
    ws.onMessage((message) => passes() && server.send(message));
    server.onMessage((message) => passes() && ws.send(message));
  });
  await page.route('**/socket.io/**', (route) => (cut ? route.abort() : route.continue()));
  return {
    cut: () => {
      cut = true;
      for (const ws of open) void ws.close();
      open.clear();
    },
    hang: () => open.forEach((ws) => hung.add(ws)),
    heal: () => (cut = false),
  };
}
