/** Steps of officers in the policy office. */
import type { Locator, Page } from "@playwright/test";

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** A moment in Shanghai as a date-and-time field takes it: so many days from today. */
export function momentIn(days: number, time: string): string {
  return `${new Date(Date.now() + SHANGHAI_OFFSET_MS + days * DAY_MS).toISOString().slice(0, 10)}T${time}`;
}

/** The list of what is owed, narrowed down by its own form. */
export async function filterLedger(page: Page, filter: { competition: string; state?: string }): Promise<void> {
  await page.goto("/policy/entitlements");
  await page.getByLabel("大赛").selectOption(filter.competition);
  if (filter.state) await page.getByLabel("状态").selectOption(filter.state);
  await page.getByRole("button", { name: "筛选" }).click();
  // An address without the choice is one that was sent before the page could keep it.
  await page.waitForURL(/[?&]competition=[^&]/);
}

/** The link of the first row that says this. */
export function linkOfFirst(page: Page, text: string): Locator {
  return page.getByRole("row").filter({ hasText: text }).first().getByRole("link");
}

/** A picture that stands for a paper that was scanned. */
export async function evidenceOf(page: Page, name: string) {
  return { name, mimeType: "image/png", buffer: await page.screenshot() };
}

/** A region by its code, in the box that finds it. */
export async function pickRegion(page: Page, label: string, code: string): Promise<void> {
  await page.getByRole("textbox", { name: label }).fill(code);
  await page.getByRole("listbox").getByRole("option").first().click();
}
