/** Tablets in a hall without a network: nothing that a judge entered is lost, several judges share one, two tablets do not overwrite each other. */
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import config from "../../playwright.config.ts";
import { BASE_URL, PASSWORD, PIN } from "./support/caller.ts";
import { type FormOfStory, listOpenForms } from "./support/hall-steps.ts";
import { countStored, findStored, readStored } from "./support/stored.ts";
import { checkScreen, expect, JUDGES, TABLET, test } from "./support/story.ts";

/** The competition of the demonstration that is in judging: some of its forms are still without a mark. */
const HALL = "tongwulang-2026";
const EVENT = "DG";
const HERE = "已存本机，待上传";

/** A tablet with a disk of its own, which outlives the browser that runs on it. */
async function openTablet(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, {
    ...config.use?.launchOptions,
    ...TABLET,
    baseURL: BASE_URL,
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    reducedMotion: "reduce",
  });
}

async function signIn(page: Page, username: string): Promise<void> {
  await page.goto("/sign-in?next=/judge");
  await page.getByLabel("用户名").fill(username);
  await page.getByRole("textbox", { name: "密码" }).fill(PASSWORD);
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { name: "今日评分表" })).toBeVisible();
  await waitUntilKept(page);
  await expect(page.getByText("全部已送达")).toBeVisible();
}

/** Until the tablet's page is in the browser's keeping. */
async function waitUntilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.waitForFunction(async () => (await caches.keys()).length > 0);
}

function blankForms(): FormOfStory[] {
  return listOpenForms(EVENT, HALL).filter(
    ({ id }) => countStored("select count(*) from MarkRevision where formId = ?", id) === 0,
  );
}

function judgementsOf({ aspects }: FormOfStory) {
  return aspects.filter(({ kind }) => kind === "judgement");
}

function listValues(formId: string, username: string) {
  return readStored(
    `select m.aspectId as aspect, m.value from MarkRevision m join User u on u.id = m.judgeId
      where m.formId = ? and u.username = ? order by m.sequence`,
    formId,
    username,
  ).map(({ aspect, value }) => [aspect, value]);
}

test("a tablet taken offline, reloaded cold and killed comes back with everything", async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tablet-"));
  const form = blankForms().find((candidate) => judgementsOf(candidate).length > 0);
  if (!form) throw new Error("No form is without a mark.");
  const [aspect] = judgementsOf(form);
  if (!aspect) throw new Error("The form asks for no judgement.");
  let tablet = await openTablet(folder);
  try {
    const page = await tablet.newPage();
    await signIn(page, "judge-1");
    await tablet.setOffline(true);

    await test.step("what cannot be written to the device is not taken for entered, and the screen says so", async () => {
      await page.goto(`/judge#form/${form.id}/${aspect.id}`);
      await page.evaluate(() => {
        IDBObjectStore.prototype.add = () => {
          throw new DOMException("The disk is full.", "QuotaExceededError");
        };
      });
      await page.getByRole("button", { name: /^2 分/ }).tap();
      await expect(page.getByText("没有存下，请再按一次")).toBeVisible();
      await expect(page.getByText(/仅存于本机/)).toBeHidden();
      await page.reload();
    });
    await test.step("it marks a form that was never opened before", async () => {
      await page.goto(`/judge#form/${form.id}/${aspect.id}`);
      await page.getByRole("button", { name: /^2 分/ }).tap();
      await page.getByRole("button", { name: new RegExp(`^${aspect.id.replaceAll(".", "\\.")}，`) }).tap();
      await expect(page.getByText(HERE)).toBeVisible();
      await expect(page.getByText(/1 项仅存于本机/)).toBeVisible();
    });
    await test.step("a cold reload keeps it", async () => {
      await page.reload();
      await expect(page.getByText(HERE)).toBeVisible();
      await page.getByRole("button", { name: /^3 分/ }).tap();
      await expect(page.getByText(/2 项仅存于本机/)).toBeVisible();
    });
    // A browser writes cookies to its disk every half minute, and a judge has been signed in for longer than this story takes.
    const cookies = await tablet.cookies();
    await test.step("the browser is killed", async () => {
      const browser = await tablet.newCDPSession(page);
      const gone = new Promise((resolve) => tablet.once("close", resolve));
      void browser.send("Browser.crash").catch(() => undefined);
      await gone;
    });
    tablet = await openTablet(folder);
    await tablet.addCookies(cookies);
    await tablet.setOffline(true);
    const again = await tablet.newPage();
    await test.step("it starts without a network, with everything", async () => {
      await again.goto(`/judge#form/${form.id}/${aspect.id}`);
      await expect(again.getByText(/2 项仅存于本机/)).toBeVisible();
      await expect(again.getByRole("button", { name: /^3 分/ })).toHaveAttribute("aria-pressed", "true");
      await checkScreen(again);
      expect(listValues(form.id, "judge-1")).toEqual([]);
    });
    await test.step("with the network everything arrives once, in order", async () => {
      await tablet.setOffline(false);
      await expect(again.getByText(/^已送达 \d\d:\d\d/)).toBeVisible({ timeout: 20_000 });
      await expect(again.getByText(/全部已送达/)).toBeVisible();
      expect(listValues(form.id, "judge-1")).toEqual([
        [aspect.id, 2],
        [aspect.id, 3],
      ]);
    });
  } finally {
    await tablet.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test("two judges share one tablet by their printed codes and PINs, also without a network", async ({ people }) => {
  const chief = await people.page("chief");
  await chief.goto(`/hall/${HALL}/events/${EVENT}/tablets`);
  await checkScreen(chief);
  await chief.getByRole("button", { name: "生成二维码" }).click();
  const links = chief.getByRole("link", { name: "就在这台设备上登录" });
  await expect(links.first()).toBeVisible();
  await checkScreen(chief);
  const cards = await chief.getByRole("listitem").filter({ has: links }).all();
  const byName = new Map<string, string>();
  for (const card of cards)
    byName.set(await card.locator("p").first().innerText(), String(await card.getByRole("link").getAttribute("href")));
  const [first, second] = ["judge-2", "judge-3"].map((name) =>
    findStored("select displayName from User where username = ?", name),
  );
  const form = blankForms().find((candidate) => judgementsOf(candidate).length > 0);
  if (!first || !second || !form) throw new Error("There are not two judges and a form.");
  const [aspect] = judgementsOf(form);

  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tablet-"));
  const tablet = await openTablet(folder);
  try {
    const page = await tablet.newPage();
    for (const name of [first, second]) {
      await page.goto(new URL(byName.get(name) ?? "", BASE_URL).href);
      await page.getByLabel("您的 PIN").fill("111111");
      await page.getByRole("button", { name: "登录" }).tap();
      await expect(page.getByText("PIN 不正确。")).toBeVisible();
      await page.getByLabel("您的 PIN").fill(PIN);
      await page.getByRole("button", { name: "登录" }).tap();
      await expect(page.getByRole("button", { name: new RegExp(name) })).toBeVisible();
      await expect(page.getByRole("heading", { name: "今日评分表" })).toBeVisible();
    }
    await waitUntilKept(page);
    await tablet.setOffline(true);
    await page.goto(`/judge#form/${form.id}/${aspect?.id}`);
    await page.getByRole("button", { name: /^2 分/ }).tap();
    await expect(page.getByText(/1 项仅存于本机/)).toBeVisible();
    await page.getByRole("button", { name: /换人/ }).tap();
    await checkScreen(page);
    await page.getByRole("button", { name: new RegExp(first) }).tap();
    await page.getByLabel("您的 PIN").fill("111111");
    await page.getByRole("button", { name: "开始" }).tap();
    await expect(page.getByText("PIN 不正确。")).toBeVisible();
    await page.getByLabel("您的 PIN").fill(PIN);
    await page.getByRole("button", { name: "开始" }).tap();
    await expect(page.getByRole("button", { name: new RegExp(`${first}.*换人`) })).toBeVisible();
    // What the other entered is sent although it is not his turn.
    await tablet.setOffline(false);
    await expect.poll(() => listValues(form.id, "judge-3"), { timeout: 20_000 }).toEqual([[aspect?.id, 2]]);
    expect(listValues(form.id, "judge-2")).toEqual([]);
  } finally {
    await tablet.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test("two tablets that enter the team's value without knowing of each other: both are kept, a judge settles it", async ({
  people,
}) => {
  const form = blankForms().find(({ aspects }) => aspects.some(({ kind }) => kind === "measurement"));
  const measured = form?.aspects.find(({ kind }) => kind === "measurement");
  if (!form || !measured) throw new Error("No form asks for a measurement.");
  for (const username of JUDGES) {
    const judge = await people.caller(username);
    for (const { id } of judgementsOf(form)) await judge.mark({ formId: form.id, aspectId: id, value: 2 });
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tablet-"));
  const tablet = await openTablet(folder);
  try {
    const page = await tablet.newPage();
    await signIn(page, "judge-1");
    await page.goto(`/judge#form/${form.id}/${measured.id}`);
    await expect(page.getByRole("button", { name: "录入", exact: true })).toBeVisible();
    await tablet.setOffline(true);
    await page.getByRole("button", { name: "0 分", exact: true }).tap();
    await expect(page.getByText(/1 项仅存于本机/)).toBeVisible();
    await (await people.caller("judge-2")).mark({ formId: form.id, aspectId: measured.id, value: measured.maximum });
    await tablet.setOffline(false);
    await expect(page.getByText("两台平板录入了不同的值，请选定一个")).toBeVisible({ timeout: 20_000 });
    await page.getByRole("button", { name: `${measured.id}，两个值待定` }).tap();
    await page.getByRole("button", { name: /^改用 0\.00/ }).tap();
    await page.getByRole("button", { name: "全组讨论后更正" }).tap();
    await checkScreen(page);
    await page.getByRole("button", { name: "选定", exact: true }).tap();
    await expect(page.getByText("两台平板录入了不同的值，请选定一个")).toHaveCount(0);
    await expect(page.getByText("全组：0.00")).toBeVisible();
  } finally {
    await tablet.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
});

test("a form on two tablets of one judge: the second takes it over, the first says so and loses nothing; colleagues see each other", async () => {
  test.setTimeout(120_000);
  const form = blankForms().find((candidate) => judgementsOf(candidate).length > 0);
  const [aspect] = form ? judgementsOf(form) : [];
  if (!form || !aspect) throw new Error("No blank form asks for a judgement.");
  const folders = [0, 1, 2].map(() => fs.mkdtempSync(path.join(os.tmpdir(), "tablet-")));
  const tablets = await Promise.all(folders.map(openTablet));
  try {
    const [first, second, colleague] = await Promise.all(tablets.map((tablet) => tablet.newPage()));
    if (!first || !second || !colleague) throw new Error("A tablet has no page.");
    const place = `/judge#form/${form.id}/${aspect.id}`;
    const two = (page: Page) => page.getByRole("button", { name: /^2 分/ });
    const name = findStored("select displayName from User where username = ?", "judge-1");
    await signIn(first, "judge-1");
    await first.goto(place);
    await expect(two(first)).toBeEnabled();

    await test.step("the second tablet says where it is open, and enters nothing by itself", async () => {
      await signIn(second, "judge-1");
      await second.goto(place);
      await expect(second.getByText(/^您在另一台平板（\w{4}）上打开着这张评分表$/)).toBeVisible();
      await expect(two(second)).toBeDisabled();
      await checkScreen(second);
    });
    await test.step("a colleague sees who has it open, and marks", async () => {
      await signIn(colleague, "judge-2");
      await colleague.goto(place);
      await expect(colleague.getByText(new RegExp(`^${name}在另一台平板（\\w{4}）上打开着这张评分表$`)).first()).toBeVisible();
      await expect(two(colleague)).toBeEnabled();
      await checkScreen(colleague);
    });
    await test.step("the first one, without a network, keeps what is entered while the second takes the form over", async () => {
      await tablets[0]?.setOffline(true);
      await two(first).tap();
      await expect(first.getByText(/1 项仅存于本机/)).toBeVisible();
      await second.getByRole("button", { name: "在本机继续评分" }).tap();
      await expect(two(second)).toBeEnabled();
    });
    await test.step("with the network the first one delivers it, and says that the form was taken over", async () => {
      await tablets[0]?.setOffline(false);
      await expect.poll(() => listValues(form.id, "judge-1"), { timeout: 20_000 }).toEqual([[aspect.id, 2]]);
      await first.goto(place);
      await expect(first.getByText(/^您已在另一台平板（\w{4}）上接管这张评分表/)).toBeVisible({ timeout: 30_000 });
      await expect(two(first)).toBeDisabled();
      await checkScreen(first);
      await first.getByRole("button", { name: "换回本机评分" }).tap();
      await expect(two(first)).toBeEnabled();
      await expect(second.getByText(/^您已在另一台平板（\w{4}）上接管这张评分表/)).toBeVisible({ timeout: 30_000 });
    });
  } finally {
    for (const tablet of tablets) await tablet.close();
    for (const folder of folders) fs.rmSync(folder, { recursive: true, force: true });
  }
});
