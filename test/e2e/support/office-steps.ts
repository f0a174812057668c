/** Steps of organisers and reviewers in the office. */
import type { Page } from "@playwright/test";
import { COMPETITION, type EventOfStory, expect, fileOf, OFFICE } from "./story.ts";

const DAY_MS = 86_400_000;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** The day in Shanghai as a date field takes it: 0 is today. */
function dayIn(days: number): string {
  return new Date(Date.now() + SHANGHAI_OFFSET_MS + days * DAY_MS).toISOString().slice(0, 10);
}

export async function foundCompetition(page: Page, name: string): Promise<void> {
  await page.goto("/office/competitions/new");
  await page.getByLabel("大赛名称").fill(name);
  await page.getByLabel("英文名称").fill("Story of the Path Skills Competition");
  await page.getByLabel("网址代码").fill(COMPETITION);
  await page.getByLabel("级别").selectOption("区级");
  await page.getByLabel("类别").selectOption("二类");
  await page.getByLabel("第 1 行：单位或地区").selectOption("北京市通州区人力资源和社会保障局");
  await page.getByLabel("第 2 行：单位或地区").selectOption("北京市通州区职业技能协会");
  await page.getByLabel("报名截止").fill(`${dayIn(1)}T18:00`);
  await page.getByLabel("开赛日期").fill(dayIn(1));
  await page.getByLabel("结束日期").fill(dayIn(2));
  await page.getByLabel("获奖名单公示（工作日）").fill("0");
  await page.getByLabel("比赛地点").fill("通州区职业技能公共实训中心");
  await page.getByLabel(/通州区关于加强新时代高技能人才/).check();
  await page.getByLabel(/大连高技能人才队伍建设/).check();
  await page.getByRole("button", { name: "建立大赛" }).click();
  await expect(page).toHaveURL(new RegExp(`${OFFICE}$`));
}

export async function addEvent(page: Page, event: EventOfStory): Promise<void> {
  await page.goto(`${OFFICE}/events#add`);
  await page.getByRole("textbox", { name: "赛项" }).fill(event.name);
  await page.getByLabel("英文名称").fill(event.nameEn);
  await page.getByLabel("代码", { exact: false }).first().fill(event.code);
  await page.getByLabel("职业编码").fill(event.occupation);
  await page.getByLabel("参赛形式").selectOption(event.kind);
  await page.locator('input[name="quota"]').fill("20");
  await page.getByLabel("晋级到").selectOption(`市级 · 2026年北京市职业技能大赛 · ${event.name}`);
  await page.getByRole("button", { name: "添加赛项" }).click();
  await expect(page.getByRole("heading", { level: 1, name: event.name })).toBeVisible();
}

/** On the event's page: no waiting on site or for appeals, and two places that advance. */
export async function setRules(page: Page): Promise<void> {
  await page.getByText("修改规则").click();
  await page.getByLabel("现场成绩公示（分钟）").fill("0");
  await page.getByLabel("申诉时限（分钟）").fill("0");
  await page.getByLabel("晋级名额").fill("2");
  await page.getByLabel("修改理由").fill("组委会第一次会议决定");
  await page.getByRole("button", { name: "保存为新版本" }).click();
  await expect(page.getByText("规则已保存为第 2 版。")).toBeVisible();
}

export async function previewScheme(page: Page, file: string): Promise<void> {
  await page.getByLabel("评分方案工作簿").setInputFiles(fileOf(file));
  await page.getByRole("button", { name: "预览" }).click();
}

export async function importScheme(page: Page, file: string): Promise<void> {
  await previewScheme(page, file);
  await expect(page.getByRole("heading", { name: `预览：${file}` })).toBeVisible();
  await page.getByRole("button", { name: "确认导入" }).click();
  await expect(page.getByText("评分方案已保存为第 1 版。")).toBeVisible();
}

/** Fills the form of an appointment and sends it; what comes of it is for the caller to see. */
export async function appoint(page: Page, input: { role: string; username: string; event?: string }): Promise<void> {
  const form = page.getByRole("group").filter({ hasText: "指定人员" });
  if (!(await form.getByLabel("职责").isVisible())) await page.getByText("指定人员", { exact: true }).click();
  await form.getByLabel("职责").selectOption(input.role);
  if (input.event) await form.getByLabel("范围").selectOption(input.event);
  const person = form.getByLabel("人员");
  const value = await person.getByRole("option", { name: new RegExp(` · ${input.username}$`) }).getAttribute("value");
  await person.selectOption(value);
  await form.getByRole("button", { name: "指定" }).click();
}

/** Leads the competition on from its overview. */
export async function leadOn(page: Page, act: string, outcome: string): Promise<void> {
  await page.goto(OFFICE);
  await page.getByRole("button", { name: act }).click();
  await expect(page.getByText(outcome)).toBeVisible();
}

export type DelegationOfStory = {
  readonly name: string;
  readonly nameEn: string;
  readonly roster: string;
  /** The account that leads it; opened with the delegation where `displayName` is given. */
  readonly leader: string;
  readonly displayName?: string;
};

export const DELEGATIONS: readonly [DelegationOfStory, DelegationOfStory, DelegationOfStory] = [
  {
    name: "工业园代表队",
    nameEn: "Industrial Park",
    roster: "roster-tongzhou-a.xlsx",
    leader: "leader-story",
    displayName: "程守正",
  },
  { name: "商务区代表队", nameEn: "Business District", roster: "roster-tongzhou-b.xlsx", leader: "leader-b" },
  { name: "张家湾代表队", nameEn: "Zhangjiawan", roster: "roster-tongzhou-c.xlsx", leader: "leader-c" },
];

/** @returns the one-time link of the leader's new account; null for one who had an account */
export async function addDelegation(page: Page, delegation: DelegationOfStory): Promise<string | null> {
  const form = page.locator("#add-delegation");
  if (!(await form.getByLabel("英文名称").isVisible())) await form.getByText("建立代表队").first().click();
  await form.getByRole("textbox", { name: "名称", exact: true }).fill(delegation.name);
  await form.getByLabel("英文名称").fill(delegation.nameEn);
  await form.getByRole("textbox", { name: "来自地区" }).fill("通州区");
  await page.getByRole("option", { name: "北京市 / 通州区" }).click();
  if (delegation.displayName) {
    await form.getByLabel("领队姓名").fill(delegation.displayName);
    await form.getByLabel("领队用户名").fill(delegation.leader);
    await form.getByLabel("领队单位").selectOption("北京市通州区职业技能协会");
  } else {
    await form.getByText("已有账号的人").click();
    const leader = form.getByRole("combobox", { name: "领队", exact: true });
    const value = await leader.getByRole("option", { name: new RegExp(` · ${delegation.leader}$`) }).getAttribute("value");
    await leader.selectOption(value);
  }
  await form.getByRole("button", { name: "建立代表队" }).click();
  await expect(page.getByRole("rowheader", { name: delegation.name })).toBeVisible();
  if (!delegation.displayName) return null;
  await expect(page.getByText(`账号已开通：${delegation.displayName}`)).toBeVisible();
  return page.locator("code", { hasText: "/set-password/" }).innerText();
}

const PDF = { name: "技术文件.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7\n") };

/** Records the filing number of the competition. */
export async function fileCompetition(page: Page, number: string): Promise<void> {
  await page.goto(`${OFFICE}/preparation`);
  await page.getByRole("textbox", { name: "立项备案号" }).fill(number);
  await page.getByRole("button", { name: "登记备案号" }).click();
  await expect(page.getByText("备案号已登记。")).toBeVisible();
}

/** Publishes the technical document of an event, with a file. */
export async function publishTechnicalDocument(page: Page, event: { readonly name: string }): Promise<void> {
  await page.goto(`${OFFICE}/preparation#notice`);
  const form = page.locator("#notice");
  await form.getByLabel("类型").selectOption("技术文件");
  await form.getByLabel("范围").selectOption(event.name);
  await form.getByRole("textbox", { name: "标题", exact: true }).fill(`${event.name}赛项技术文件`);
  await form.locator("input[type=file]").setInputFiles(PDF);
  await form.getByRole("button", { name: "公布", exact: true }).click();
  await expect(page.getByText("已公布，有关人员的收件箱已收到通知。")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: `${event.name}赛项技术文件` })).toBeVisible();
}

/** Records a meeting of yesterday with everyone who could be there. */
export async function recordMeeting(page: Page, kind: "leaders-meeting" | "judges-training"): Promise<void> {
  await page.goto(`${OFFICE}/preparation#${kind}`);
  const form = page.locator(`#${kind}`);
  await form.getByLabel("召开时间").fill(`${dayIn(-1)}T09:00`);
  await form.getByRole("textbox", { name: "地点" }).fill("二层会议室");
  for (const box of await form.getByRole("checkbox").all()) await box.check();
  await form.getByLabel("纪要").fill("说明抽签、检录与加密的程序，并答疑。");
  await form.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page.getByText("已登记。", { exact: true })).toBeVisible();
}
