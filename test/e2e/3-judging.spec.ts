/** Draw, check-in and blind codes; three judges at tablets, whose confirmed form is on the public boards within a second. */
import type { Page } from "@playwright/test";
import { PIN } from "./support/caller.ts";
import { completeForms, findRevision, findRound, listEntrantNumbers, listOpenForms, openRound } from "./support/hall-steps.ts";
import { appoint } from "./support/office-steps.ts";
import { findStored } from "./support/stored.ts";
import { COMPETITION, checkScreen, EVENTS, expect, FIRST_EVENT, JUDGES, OFFICE, TABLET, test } from "./support/story.ts";

const PAGES = `${OFFICE}/events/${FIRST_EVENT.code}`;
const HALL = `/hall/${COMPETITION}/events/${FIRST_EVENT.code}`;
const BOARD = `/competitions/${COMPETITION}/events/${FIRST_EVENT.code}`;
const SCREEN = `/competitions/${COMPETITION}/screen`;

test("the roster is frozen, and the supervisor's contribution draws the seats", async ({ people }) => {
  const organiser = await people.page("organiser");
  await organiser.goto(`${PAGES}/draw`);
  await organiser.getByRole("button", { name: "冻结名单" }).click();
  await expect(organiser.getByText("名单已冻结，承诺值已公布。")).toBeVisible();
  await expect(organiser.getByText("等待监督员在其账号中抽签。")).toBeVisible();

  const supervisor = await people.page("supervisor");
  await supervisor.goto(`${PAGES}/draw`);
  await supervisor.getByLabel("监督员提供的内容").fill("技能成才，强国有我");
  await supervisor.getByRole("button", { name: "抽签" }).click();
  await expect(supervisor.getByText("抽签已完成。")).toBeVisible();
  await expect(supervisor.getByText("技能成才，强国有我")).toBeVisible();
  await checkScreen(supervisor);
});

test("competitors are checked in by their numbers, and their works get blind codes", async ({ people }) => {
  // A plan of panels that is being made stands while others act.
  const chief = await people.page("chief");
  await chief.goto(`${PAGES}/panels`, { waitUntil: "networkidle" });
  await chief.locator('[name="seats[]"]').first().check();
  await expect(chief.getByText("有未保存的修改")).toBeVisible();

  const organiser = await people.page("organiser");
  // Keys struck while React takes the page over make it complain of itself; nobody is that quick.
  await organiser.goto(`${PAGES}/check-in`, { waitUntil: "networkidle" });
  const field = organiser.getByLabel("参赛号", { exact: false }).first();
  const numbers = listEntrantNumbers(FIRST_EVENT.code);
  expect(numbers).toHaveLength(12);
  await field.fill("DG999");
  await field.press("Enter");
  await expect(organiser.getByText("本赛项没有参赛号为 DG999 的选手（队）。")).toBeVisible();
  for (const number of numbers) {
    await field.fill(number);
    await field.press("Enter");
    const card = organiser.getByRole("form", { name: new RegExp(number) });
    await card.getByRole("button", { name: "全部勾选" }).click();
    await card.getByRole("button", { name: "检录", exact: true }).click();
    await expect(organiser.getByText(new RegExp(`^${number} 已检录，工位 \\d\\d。$`))).toBeVisible();
  }
  await expect(chief.locator('[name="seats[]"]').first()).toBeChecked();
  await expect(chief.getByText("有未保存的修改")).toBeVisible();
  await checkScreen(organiser);

  const blinding = await people.page("blinding");
  await blinding.goto(`${PAGES}/check-in`);
  await blinding.getByRole("button", { name: "编定评审号" }).click();
  await expect(blinding.getByText("已编定 12 件作品的代码。")).toBeVisible();
  await expect(blinding.getByText("赵志强")).toHaveCount(0);
  await checkScreen(blinding);
});

test("the chief judge opens judging", async ({ people }) => {
  const chief = await people.page("chief");
  await chief.goto(HALL);
  await checkScreen(chief);
  await chief.getByRole("button", { name: "开始评分" }).click();
  await expect(chief.getByText("评分已开始。")).toBeVisible();
  await checkScreen(chief);
});

test("the public sees nothing until the organiser lets it follow by code", async ({ people }) => {
  const visitor = await people.visitor();
  await visitor.goto(BOARD);
  await expect(visitor.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(visitor.getByText("已确认的评分表")).toHaveCount(0);
  const organiser = await people.page("organiser");
  await organiser.goto(`${PAGES}/results`);
  await organiser.getByText("更改公开范围").click();
  await organiser.getByRole("radio", { name: /^按公示代码公开/ }).check();
  await organiser.getByRole("button", { name: "保存" }).click();
  await expect(organiser.getByText("公开范围已更新。")).toBeVisible();
  await visitor.reload();
  await expect(visitor.getByText("已确认的评分表")).toBeVisible();
});

/** The first form of the first event: one measurement out of 13 and one judgement out of 12. */
const MEASUREMENT = "A1.1";
const JUDGEMENT = "A1.2";
const TOTAL = "21.83";

test("three judges mark a form on tablets, someone else confirms it, and the boards show it within a second", async ({
  people,
}) => {
  const [form] = listOpenForms(FIRST_EVENT.code);
  if (!form) throw new Error("There is no form to mark.");
  const organiser = await people.page("organiser");
  await organiser.goto(`${OFFICE}/people`);
  await appoint(organiser, { role: "裁判长", username: "judge-1", event: FIRST_EVENT.name });
  await expect(organiser.getByRole("button", { name: "撤销 冯永强 的裁判长职责" })).toBeVisible();

  const tablets: Page[] = [];
  for (const username of JUDGES) tablets.push(await people.page(username, TABLET));
  const [first, second, third] = tablets;
  if (!first || !second || !third) throw new Error("There are not three tablets.");

  await first.goto("/judge");
  await expect(first.getByText("赵志强")).toHaveCount(0);
  await checkScreen(first);
  await first.getByRole("link", { name: `${form.code} ${form.subCriterionId} 未评` }).tap();
  await expect(first).toHaveURL(`/judge#form/${form.id}`);
  await Promise.all([second, third].map((tablet) => tablet.goto(`/judge/forms/${form.id}`)));

  await test.step("scores two apart call for a second score round", async () => {
    await score(first, 1);
    await expect(first.getByText(/已打分 1\/3/)).toBeVisible();
    await checkScreen(first);
    await score(second, 2);
    await score(third, 3);
    for (const tablet of tablets) await expect(tablet.getByText("第 1 轮相差 2 分")).toBeVisible();
    await checkScreen(third);
    await second.goto(`/judge#sign-off/${form.id}`);
    await expect(second.getByText(/评分点分差过大，需重新打分：A1\.2/)).toBeVisible();
    await expect(second.getByRole("button", { name: "签字" })).toBeDisabled();
    const judge = await people.caller("judge-2");
    const signing = judge.act(`/judge/forms/${form.id}`, "sign-off", { revision: findRevision(form.id), pin: PIN });
    await expect(signing).rejects.toThrow("spread-too-wide");
    await second.goto(`/judge#form/${form.id}`);
    await score(first, 2);
    await score(second, 2);
    await score(third, 3);
    for (const tablet of tablets) await tablet.getByRole("button", { name: `${JUDGEMENT}，已评` }).tap();
    for (const tablet of tablets) await expect(tablet.getByText("得 9.33 分")).toBeVisible();
  });

  await test.step("a measurement above its maximum is refused", async () => {
    await first.getByRole("button", { name: `${MEASUREMENT}，未评` }).tap();
    const mark = first.getByLabel("得分");
    await mark.fill("13.01");
    await expect(first.getByRole("alert").filter({ hasText: "评分点 A1.1 的得分 13.01 超过配分 13.00。" })).toBeVisible();
    await expect(first.getByRole("button", { name: "录入", exact: true })).toBeDisabled();
    const judge = await people.caller("judge-1");
    await expect(judge.mark({ formId: form.id, aspectId: MEASUREMENT, value: 1301 })).rejects.toThrow("mark-above-maximum");
    await mark.fill("");
    for (const key of ["1", "2", ".", "5"]) await first.getByRole("button", { name: key, exact: true }).tap();
    await checkScreen(first);
    await first.getByRole("button", { name: "录入 12.50" }).tap();
    for (const tablet of tablets) await expect(tablet.getByRole("link", { name: "核对并签字" })).toBeVisible();
  });

  await test.step("each signs with his PIN", async () => {
    for (const tablet of tablets) {
      await tablet.getByRole("link", { name: "核对并签字" }).tap();
      if (tablet === first) {
        await expect(tablet.getByRole("table")).toContainText(TOTAL);
        await checkScreen(tablet);
        await tablet.getByLabel("您的签字 PIN").fill("111111");
        await tablet.getByRole("button", { name: "签字" }).tap();
        await expect(tablet.getByText("PIN 不正确。")).toBeVisible();
      }
      await tablet.getByLabel("您的签字 PIN").fill(PIN);
      await tablet.getByRole("button", { name: "签字" }).tap();
      await expect(tablet.getByText(/您已签字|全组已签字/)).toBeVisible();
    }
  });

  await test.step("who signed cannot confirm, although chief judge", async () => {
    await first.goto(`/judge/forms/${form.id}/confirmation`);
    await expect(first.getByText("您在这张评分表上签过字，须由他人确认。")).toBeVisible();
    await expect(first.getByRole("button", { name: "确认评分表" })).toBeDisabled();
    const judge = await people.caller("judge-1");
    const confirming = judge.act(`/judge/forms/${form.id}/confirmation`, "confirm-form", { revision: findRevision(form.id) });
    await expect(confirming).rejects.toThrow("confirmer-signed");
  });

  await test.step("the tally clerk confirms, and the boards follow within a second", async () => {
    const board = await people.visitor({ viewport: { width: 390, height: 844 } });
    await board.goto(BOARD);
    const screen = await people.visitor();
    await screen.goto(SCREEN);
    await screen.getByRole("button", { name: "暂停轮播" }).click();
    const wall = screen.locator("[data-wall]");
    await expect(wall).toHaveAttribute("data-wall", "dark");
    await screen.getByRole("button", { name: "换成浅色" }).click();
    await expect(wall).toHaveAttribute("data-wall", "light");
    for (const page of [board, screen]) {
      await expect(page.getByText("实时更新")).toBeVisible();
      await expect(page.getByText(TOTAL)).toHaveCount(0);
    }
    const tally = await people.page("tally", TABLET);
    await tally.goto("/judge");
    await tally.getByRole("link", { name: `${form.code} ${form.subCriterionId} 待确认` }).tap();
    // The tablet's page leaves by loading another document.
    await tally.waitForURL(/\/confirmation$/);
    await checkScreen(tally);
    const answer = tally.waitForResponse((response) => response.request().method() === "POST");
    await tally.getByRole("button", { name: "确认评分表" }).tap();
    expect((await answer).status()).toBe(200);
    const confirmedAt = Date.now();
    await Promise.all([board, screen].map((page) => page.getByText(TOTAL).waitFor({ timeout: 1_000 })));
    test.info().annotations.push({ type: "boards", description: `${Date.now() - confirmedAt} ms` });
    await expect(tally.getByText(/苏婉婷 于 .+ 确认/)).toBeVisible();
    await checkScreen(board);
    await checkScreen(screen);
  });
});

test("the chief judge sees it, and it takes no more marks", async ({ people }) => {
  const chief = await people.page("chief");
  await chief.goto(HALL);
  await expect(chief.getByRole("link", { name: /已确认\s*21\.83/ })).toBeVisible();
  const confirmed = "select id from MarkingForm where roundId = ? and status = 'confirmed'";
  const formId = findStored(confirmed, findRound(FIRST_EVENT.code));
  const judge = await people.caller("judge-1");
  await expect(judge.mark({ formId, aspectId: MEASUREMENT, value: 1300 })).rejects.toThrow("form-locked");
});

for (const event of EVENTS) {
  test(`all forms of ${event.code} are marked, signed and confirmed`, async ({ people }) => {
    if (event !== FIRST_EVENT) await openRound(people, event.code);
    await completeForms(people, event.code);
    expect(listOpenForms(event.code)).toHaveLength(0);
  });
}

/** The score of the judgement that the tablet stands on. */
async function score(tablet: Page, value: number): Promise<void> {
  await tablet.getByRole("button", { name: new RegExp(`^${value} 分`) }).tap();
}
