/** What follows by itself: a competitor's result and certificate, its verification, the clauses, the event one tier up. */
import { execFileSync } from "node:child_process";
import { COMPETITION, checkScreen, expect, OFFICE, test } from "./support/story.ts";

const NAME = "于海波";
const DOCUMENT_NUMBER = "110112198309072698";

test("certificates come into force by themselves", async ({ people }) => {
  const page = await people.page("organiser");
  await expect(async () => {
    await page.goto(`${OFFICE}/certificates`);
    await expect(page.getByRole("row").filter({ hasText: NAME })).toContainText("已生效", { timeout: 500 });
  }).toPass();
  await expect(page.getByRole("cell", { name: "已备妥，公示中" })).toHaveCount(0);
  await checkScreen(page);
});

test("a competitor finds his result from the home page in two fields, and anyone verifies his certificate", async ({
  people,
}) => {
  const page = await people.visitor({ viewport: { width: 390, height: 844 } });
  await page.goto("/");
  await checkScreen(page);
  await page
    .getByRole("main")
    .or(page.locator("body"))
    .getByRole("link", { name: /^查成绩/ })
    .first()
    .click();
  await page.getByLabel("姓名").fill(NAME);
  await page.getByLabel("证件号码").fill("110112198309072699");
  await page.getByRole("button", { name: "查询" }).click();
  await expect(page.getByText("居民身份证号码的校验位不对，请逐位核对。")).toBeVisible();
  await checkScreen(page);
  await page.getByLabel("证件号码").fill(DOCUMENT_NUMBER);
  await page.getByRole("button", { name: "查询" }).click();
  await expect(page.getByRole("heading", { name: `${NAME}的参赛历程` })).toBeVisible();
  await expect(page.getByText("第 1 名").first()).toBeVisible();
  await expect(page.getByText("96.83").first()).toBeVisible();
  await expect(page.getByText("一等奖").first()).toBeVisible();
  await expect(page.getByText("证书已生效")).toBeVisible();
  await expect(page.getByText("没有条款为这一结果支付奖励").first()).toBeVisible();
  await expect(page.getByText(/入围2026年北京市职业技能大赛电工赛项/)).toBeVisible();
  await checkScreen(page);

  const number = (await page.getByText(/^编号 /).innerText()).replace("编号 ", "");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载证书（PDF）" }).click();
  const text = execFileSync("pdftotext", ["-layout", await (await download).path(), "-"], { encoding: "utf8" });
  expect(text).toContain(NAME);
  expect(text).toContain(number);

  const address = await page.getByRole("link", { name: "查验" }).getAttribute("href");
  const stranger = await people.visitor();
  await stranger.goto(String(address));
  await expect(stranger.getByRole("status")).toContainText("证书有效");
  await expect(stranger.getByText(number)).toBeVisible();
  await expect(stranger.getByText(NAME)).toHaveCount(0);
  await checkScreen(stranger);
  await stranger.getByRole("link", { name: "查验另一张证书" }).click();
  await stranger.getByLabel("查验码").fill("ABCD-EFGH-JKMN-PQRS");
  await stranger.getByRole("button", { name: "查验" }).click();
  await expect(stranger.getByRole("status")).toContainText("查无此证");
  await checkScreen(stranger);
});

test("nobody's results are there without the two fields", async ({ people }) => {
  const page = await people.visitor();
  await page.goto("/results");
  await page.getByLabel("姓名").fill("钱海波");
  await page.getByLabel("证件号码").fill(DOCUMENT_NUMBER);
  await page.getByRole("button", { name: "查询" }).click();
  await expect(page.getByText("姓名与证件号码没有对应的参赛记录，请核对后重试。")).toBeVisible();
});

test("no clause pays a district result, and the policy officer's page names the clauses", async ({ people }) => {
  const page = await people.page("policy");
  await page.goto(`${OFFICE}/entitlements`);
  await expect(page.getByText("没有应兑现的项目")).toBeVisible();
  await page.getByText(NAME, { exact: true }).click();
  const entry = page.locator("details[open]").filter({ hasText: NAME }).first();
  await expect(entry.getByText("没有条款为这一结果支付奖励").first()).toBeVisible();
  await expect(entry.getByText(/该条款奖励.+竞赛的结果，本结果为区级竞赛。/).first()).toBeVisible();
  await expect(entry.getByText("(14)").first()).toBeVisible();
  await checkScreen(page);
});

test("the first places are in the event one tier up", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto("/office/bj-2026/advancement");
  const row = page.getByRole("row").filter({ hasText: NAME });
  await expect(row).toContainText("区级 · 2026年通州区技能之星大赛 · 电工");
  await expect(row).toContainText("第 1 名");
  await expect(row).toContainText("待审核");
  await checkScreen(page);
  const reviewer = await people.page("reviewer");
  await reviewer.goto("/office/bj-2026/registrations");
  await expect(reviewer.getByRole("row").filter({ hasText: NAME })).toContainText("第 1 名入围");
});

test("everyone reads the published results, in Chinese and in English", async ({ people }) => {
  const page = await people.visitor();
  await page.goto(`/competitions/${COMPETITION}`);
  await expect(page.getByRole("heading", { level: 1, name: "2026年通州区技能之星大赛" })).toBeVisible();
  await checkScreen(page);
  await page.getByRole("link", { name: "English" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Story of the Path Skills Competition" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.goto(`/competitions/${COMPETITION}/events/DG`);
  await expect(page.getByRole("heading", { level: 1, name: "Electrician" })).toBeVisible();
  await checkScreen(page);
});
