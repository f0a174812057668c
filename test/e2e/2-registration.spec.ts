/** Delegations hand in their Excel rosters, a reviewer returns and accepts, and the competition starts. */

import { makePdf, makePng } from "../support/picture.ts";
import {
  addDelegation,
  appoint,
  DELEGATIONS,
  fileCompetition,
  leadOn,
  publishTechnicalDocument,
  recordMeeting,
} from "./support/office-steps.ts";
import { countOf, importRoster, previewRoster, submitRoster } from "./support/registration-steps.ts";
import { countStored, findStored } from "./support/stored.ts";
import { COMPETITION, checkScreen, EVENTS, expect, FIRST_EVENT, OFFICE, test } from "./support/story.ts";

const ENTRIES = `select count(*) from Entry n join Event e on e.id = n.eventId
  join Competition c on c.id = e.competitionId where c.code = ?`;

const ATTACHMENTS = `select count(*) from Attachment a join EntryMember m on m.personId = a.personId join Entry n on n.id = m.entryId
  join Event e on e.id = n.eventId join Competition c on c.id = e.competitionId where c.code = ?`;

function findDelegation(name: string): string {
  const sql = "select d.id from Delegation d join Competition c on c.id = d.competitionId where c.code = ? and d.name = ?";
  return findStored(sql, COMPETITION, name);
}

const [FIRST, ...OTHERS] = DELEGATIONS;

const LEADERS_PASSWORD = "程家的领队密码-2026";

test("the organiser adds three delegations and opens registration", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto(`${OFFICE}/people#delegations`);
  for (const delegation of DELEGATIONS) {
    const link = await addDelegation(page, delegation);
    if (link === null) continue;
    const leader = await people.visitor();
    await leader.goto(link);
    await expect(leader.getByRole("heading", { level: 1, name: `${delegation.displayName}，请设置密码` })).toBeVisible();
    await checkScreen(leader);
    await leader.getByRole("textbox", { name: "新密码", exact: true }).fill(LEADERS_PASSWORD);
    await leader.getByRole("textbox", { name: "再次输入新密码" }).fill(LEADERS_PASSWORD);
    await leader.getByRole("button", { name: "保存密码并登录" }).click();
    await expect(leader.getByRole("heading", { name: `${delegation.displayName}，您好` })).toBeVisible();
    await people.caller(delegation.leader, LEADERS_PASSWORD);
  }
  await leadOn(page, "开放报名", "报名已开放。");
});

test("a roster with mistakes is answered by row and column, and nothing is stored", async ({ people }) => {
  const delegation = findDelegation(FIRST.name);
  const page = await people.page(FIRST.leader);
  await page.goto("/desk");
  await page.getByRole("link", { name: /领队/ }).click();
  await expect(page).toHaveURL(`/delegations/${delegation}`);
  await expect(page.getByText("还没有报名")).toBeVisible();
  await checkScreen(page);

  await previewRoster(page, delegation, "roster-faults.xlsx");
  const mistake = (cell: string, column: string, reason: string) =>
    page
      .getByRole("row")
      .filter({ has: page.getByRole("rowheader", { name: cell }) })
      .filter({ hasText: `${column}${reason}` });
  await expect(mistake("报名表 第 3 行（E3）", "证件号码", "身份证号的校验位不对，号码有一位或几位写错了。")).toBeVisible();
  await expect(mistake("报名表 第 4 行（E4）", "证件号码", "证件号码存成了数字")).toBeVisible();
  await expect(mistake("报名表 第 5 行（E5）", "证件号码", "与“报名表”第 2 行是同一个人。")).toBeVisible();
  await expect(mistake("报名表 第 6 行（F6）", "工作单位", "单位库中没有“北京不存在科技有限公司”。")).toBeVisible();
  await expect(mistake("报名表 第 7 行（A7）", "赛项", "本次大赛没有名为“茶艺师”的赛项。")).toBeVisible();
  await expect(page.getByRole("button", { name: "确认导入" })).toHaveCount(0);
  await checkScreen(page);

  await previewRoster(page, delegation, "not-a-spreadsheet.xlsx");
  await expect(page.getByRole("alert")).toContainText("这个文件不是电子表格。");
  expect(countStored(ENTRIES, COMPETITION)).toBe(0);
});

test("the good roster is looked at, confirmed, and adds nothing the second time", async ({ people }) => {
  const delegation = findDelegation(FIRST.name);
  const page = await people.page(FIRST.leader);
  await previewRoster(page, delegation, FIRST.roster);
  await expect(countOf(page, "新增")).toHaveText("12");
  await expect(page.getByRole("cell", { name: "110112********1017" })).toBeVisible();
  expect(countStored(ENTRIES, COMPETITION)).toBe(0);
  await checkScreen(page);
  await page.getByRole("button", { name: "确认导入" }).click();
  await expect(page.getByText("新增 12 项，变更 0 项。")).toBeVisible({ timeout: 30_000 });

  await previewRoster(page, delegation, FIRST.roster);
  await expect(page.getByText("文件内容与现有名单一致，无需导入。")).toBeVisible();
  await expect(countOf(page, "未变")).toHaveText("12");
  expect(countStored(ENTRIES, COMPETITION)).toBe(12);

  await page.getByRole("link", { name: "报名名单" }).click();
  await submitRoster(page, 12);
});

test("photos and documents dropped at once find their people by name, and are stored as they were shown", async ({ people }) => {
  const page = await people.page(FIRST.leader);
  await page.goto(`/delegations/${findDelegation(FIRST.name)}`);
  await page.getByRole("link", { name: "批量上传", exact: true }).click();
  const photo = Buffer.from(makePng(300, 400));
  await page.getByLabel("照片和材料，或一个 ZIP 压缩包").setInputFiles([
    { name: "赵志强.png", mimeType: "image/png", buffer: photo },
    { name: "赵志强-身份证.pdf", mimeType: "application/pdf", buffer: Buffer.from(makePdf("身份证")) },
    { name: "IMG_0001.png", mimeType: "image/png", buffer: Buffer.from(makePng(320, 400)) },
  ]);
  await page.getByRole("button", { name: "上传并预览" }).click();
  await expect(page.getByText("3 个文件已上传，请在下面核对。")).toBeVisible();
  await expect(page.getByText("文件名对应不到本队的选手。")).toBeVisible();
  await expect(page.getByRole("button", { name: "确认保存" })).toBeDisabled();
  await checkScreen(page);
  expect(countStored(ATTACHMENTS, COMPETITION)).toBe(0);
  const unknown = page.getByRole("listitem").filter({ hasText: "IMG_0001.png" });
  await unknown.getByRole("button", { name: "去掉" }).click();
  await expect(page.getByText("已去掉 1 个文件。")).toBeVisible();
  await page.getByRole("button", { name: "确认保存" }).click();
  await expect(page.getByText("已为 1 名选手保存 2 份材料。")).toBeVisible();
  await checkScreen(page);
  expect(countStored(ATTACHMENTS, COMPETITION)).toBe(2);

  await page.getByRole("link", { name: "报名名单" }).click();
  await submitRoster(page, 1);
});

test("the other delegations hand in theirs, from workbooks of other shapes", async ({ people }) => {
  for (const { name, leader, roster } of OTHERS) {
    const page = await people.page(leader);
    await importRoster(page, findDelegation(name), roster);
    await submitRoster(page, 12);
  }
  expect(countStored(ENTRIES, COMPETITION)).toBe(36);
});

test("a judge of the same unit is refused", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto(`${OFFICE}/people`);
  await appoint(page, { role: "裁判长", username: "leader-a", event: FIRST_EVENT.name });
  await expect(page.getByText("此人所在单位有选手参加本赛项，不能担任裁判。")).toBeVisible();
});

test("a reviewer returns one with a reason, the leader hands it in again, and all are accepted", async ({ people }) => {
  const reviewer = await people.page("reviewer");
  await reviewer.goto(`${OFFICE}/registrations`);
  await reviewer.getByRole("link", { name: "查看 赵志强" }).click();
  await expect(reviewer.getByRole("heading", { name: "赵志强", level: 1 })).toBeVisible();
  await checkScreen(reviewer);
  await reviewer.getByRole("button", { name: "退回修改" }).click();
  await expect(reviewer.getByRole("alert")).toContainText("退回或不通过必须写明原因。");
  const reason = "请补交培养单位证明后重新提交。";
  await reviewer.getByLabel("审查意见").fill(reason);
  await reviewer.getByRole("button", { name: "退回修改" }).click();
  await expect(reviewer.getByRole("status").filter({ hasText: "赵志强" })).toContainText("退回修改");

  const leader = await people.page(FIRST.leader);
  await leader.goto(`/delegations/${findDelegation(FIRST.name)}`);
  await expect(leader.getByText(reason).first()).toBeVisible();
  await checkScreen(leader);
  await submitRoster(leader, 1);

  await reviewer.goto(`${OFFICE}/registrations`);
  await reviewer.getByRole("link", { name: "通过所列 36 项" }).click();
  await reviewer.getByRole("button", { name: "通过所列 36 项" }).click();
  await expect(reviewer.getByText("已通过 36 项。")).toBeVisible();
  await expect(reviewer.getByRole("cell", { name: "DG001" })).toBeVisible();
});

test("what the start asks for is prepared, and a leader reads of it", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto(OFFICE);
  await expect(page.getByText("还没有立项备案号。")).toBeVisible();
  await fileCompetition(page, "京人社竞备〔2026〕18 号");
  await checkScreen(page);
  for (const event of EVENTS) await publishTechnicalDocument(page, event);
  await recordMeeting(page, "leaders-meeting");
  await recordMeeting(page, "judges-training");
  await expect(page.getByText("条件已全部满足")).toBeVisible();
  await checkScreen(page);

  const leader = await people.page(FIRST.leader);
  await leader.goto("/inbox");
  const told = leader.getByRole("listitem").filter({ hasText: `${FIRST_EVENT.name}赛项技术文件` });
  await expect(told).toBeVisible();
  await checkScreen(leader);
  await told.getByRole("button", { name: /^打开/ }).click();
  await expect(leader.getByRole("heading", { name: `${FIRST_EVENT.name}赛项技术文件` })).toBeVisible();
  await checkScreen(leader);
});

test("the competition starts", async ({ people }) => {
  const page = await people.page("organiser");
  await leadOn(page, "开始比赛", "比赛已开始。");
});
