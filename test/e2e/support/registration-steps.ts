/** Steps of team leaders. */
import type { Page } from "@playwright/test";
import { expect, fileOf } from "./story.ts";

export async function previewRoster(page: Page, delegation: string, file: string): Promise<void> {
  await page.goto(`/delegations/${delegation}/import`);
  await page.getByLabel("报名表文件").setInputFiles(fileOf(file));
  await page.getByRole("button", { name: "预览" }).click();
}

/** How many entries the preview counts under a heading. */
export function countOf(page: Page, label: string) {
  return page
    .locator("dl > div")
    .filter({ has: page.getByRole("term").filter({ hasText: new RegExp(`^${label}$`) }) })
    .locator("dd");
}

export async function importRoster(page: Page, delegation: string, file: string): Promise<void> {
  await previewRoster(page, delegation, file);
  await expect(countOf(page, "新增")).toHaveText("12");
  await page.getByRole("button", { name: "确认导入" }).click();
  // The list says so; after a wait of seconds the import's own page does, with the way there.
  await expect(page.getByText("新增 12 项，变更 0 项。")).toBeVisible({ timeout: 30_000 });
  await page.goto(`/delegations/${delegation}`);
}

export async function submitRoster(page: Page, count: number): Promise<void> {
  await page.getByRole("button", { name: `全部提交审核（${count} 项）` }).click();
  await expect(page.getByText(`已提交 ${count} 项，等待资格审查。`)).toBeVisible();
}
