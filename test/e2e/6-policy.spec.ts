/** The policy office as its people use it, on the competitions of the demonstration: documents, rewards, honours, plans, results published again. */
import { evidenceOf, filterLedger, linkOfFirst, momentIn, pickRegion } from "./support/policy-steps.ts";
import { actEarly, checkScreen, expect, test } from "./support/story.ts";

const TONGZHOU = "通州区关于加强新时代高技能人才队伍建设的实施方案（征求意见稿）";
const SECOND_GRADE = "北京市技能大赛第二等第获奖的个人或团体，一次性奖励";
const PAST = "2024年北京市职业技能大赛";
const DALIAN = "大连市第十四届职工技能大赛";
const PAYER = "大连市人力资源和社会保障局";

test("a figure of a document is changed by one officer, who sees whom it affects, and confirmed by the other", async ({
  people,
}) => {
  const officer = await people.page("bureau");
  await officer.goto("/policy/packs");
  await checkScreen(officer);
  await officer.getByRole("link", { name: TONGZHOU }).click();
  await officer.getByRole("link", { name: "修改金额、日期与状态" }).click();
  await officer.getByLabel(`${SECOND_GRADE}：金额（元）`).fill("60000");
  await officer.getByLabel("修改理由").fill("征求意见后，区政府常务会议拟提高第二等第的奖励");
  await officer.getByRole("button", { name: "预览影响" }).click();
  await expect(officer.getByRole("heading", { name: "改了什么" })).toBeVisible();
  await expect(officer.getByRole("heading", { name: "影响谁" })).toBeVisible();
  await expect(officer.getByRole("heading", { name: new RegExp(`^${PAST}（现采用第 \\d+ 版）$`) })).toBeVisible();
  await expect(officer.getByText("60,000 元").first()).toBeVisible();
  await checkScreen(officer);
  await officer.getByRole("button", { name: /^提交第 \d+ 版$/ }).click();
  await expect(officer.getByText(/^已提交第 \d+ 版，等待另一名经办人确认。/)).toBeVisible();
  await officer.getByRole("link", { name: "查看并处理" }).click();
  await expect(officer.getByRole("button", { name: /^确认第 \d+ 版$/ })).toBeDisabled();
  await expect(officer.getByText("提交人不能自己确认，须由另一名经办人确认。")).toBeVisible();
  await checkScreen(officer);

  const second = await people.page("bureau-2");
  const past = second.getByRole("checkbox", { name: PAST });
  await actEarly(second, new URL(officer.url()).pathname, () => past.check());
  // The whole choice is drawn anew.
  const pastId = await past.inputValue();
  const open = second.locator(`[name="competitionIds[]"]:checked:not([value="${pastId}"])`).first();
  const other = second.locator(`[name="competitionIds[]"][value="${await open.inputValue()}"]`);
  await other.uncheck();
  await other.check();
  await expect(past).toBeChecked();
  await second.getByRole("button", { name: /^确认第 \d+ 版$/ }).click();
  await expect(second.getByText(/^已确认。\d+ 项大赛改用新版本/)).toBeVisible();
  await expect(second.getByText("现行版本", { exact: true })).toBeVisible();
  await checkScreen(second);
});

test("what is searched for before a page is alive is found", async ({ people }) => {
  const page = await people.page("bureau");
  const search = page.getByRole("searchbox").first();
  await actEarly(page, "/policy/payers", () => search.fill("通州"));
  await expect(page).toHaveURL(/[?&][^=]*q=%E9%80%9A/);
  await expect(search).toHaveValue("通州");
  const rows = page.locator("table").first().locator("tbody tr");
  await expect(rows.first()).toBeVisible();
  for (const row of await rows.all()) await expect(row).toContainText("通州");
});

test("what the changed figure says of a past result follows by itself", async ({ people }) => {
  const page = await people.page("bureau");
  await expect(async () => {
    await filterLedger(page, { competition: PAST });
    await expect(page.getByRole("row").filter({ hasText: SECOND_GRADE }).first()).toContainText("60,000 元", { timeout: 2_000 });
  }).toPass();
});

test("two officers settle what the grades of a competition are, and the question is off each entitlement", async ({ people }) => {
  const question = "等第与奖项的对应关系文件未作规定";
  const officer = await people.page("bureau");
  await filterLedger(officer, { competition: PAST });
  await officer.getByRole("row").filter({ hasText: SECOND_GRADE }).first().getByRole("link").click();
  await expect(officer.getByText(question)).toBeVisible();
  await checkScreen(officer);
  const entitlement = officer.url();

  await officer.goto("/office/bj-2024/grades");
  await officer.getByLabel("依据").fill("北京市职业技能大赛组委会纪要〔2024〕11号");
  await officer.getByRole("button", { name: "提出，待另一人确认" }).click();
  await expect(officer.getByText("已提出，等待另一名经办人确认。")).toBeVisible();
  await expect(officer.getByRole("button", { name: "确认对应" })).toBeDisabled();
  await expect(officer.getByText("提出与确认须由不同的人办理。")).toBeVisible();
  await checkScreen(officer);

  const second = await people.page("bureau-2");
  await second.goto("/office/bj-2024/grades");
  await second.getByRole("button", { name: "确认对应" }).click();
  await expect(second.getByText(/^两名经办人已确认。依据：北京市职业技能大赛组委会纪要/)).toBeVisible();
  await checkScreen(second);

  await expect(async () => {
    await officer.goto(entitlement);
    await expect(officer.getByText(question)).toHaveCount(0, { timeout: 500 });
  }).toPass();
  await expect(officer.getByRole("heading", { name: SECOND_GRADE })).toBeVisible();
});

test("a person is found by name, and his page says what is owed by which clause; a draft says that it is one", async ({
  people,
}) => {
  const page = await people.page("bureau");
  await filterLedger(page, { competition: PAST });
  const name = await linkOfFirst(page, SECOND_GRADE).innerText();
  await page.goto("/policy/people");
  await expect(page.getByText(name)).toHaveCount(0);
  await checkScreen(page);
  await page.getByLabel("姓名").fill(name);
  await page.getByRole("button", { name: "查找" }).click();
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const sums = page.getByRole("row").filter({ hasText: TONGZHOU }).first();
  await expect(sums).toContainText("不得拨付");
  await expect(page.getByText(SECOND_GRADE).first()).toBeVisible();
  await expect(page.getByText("征求意见稿：只测算，文件施行前不申报、不拨付").first()).toBeVisible();
  await checkScreen(page);
});

test("one person won in the district, the city and the nation: his page shows everything owed over the three, and why", async ({
  people,
}) => {
  const officer = await people.page("bureau");
  // Whose bronze of the nation is on record won in Beijing, too.
  await officer.goto("/policy/facts");
  await officer.getByRole("link", { name: /第三届职业技能大赛/ }).click();
  await expect(officer.getByRole("heading", { level: 1, name: /第三届职业技能大赛/ })).toBeVisible();
  const name = await officer.getByRole("rowheader").first().innerText();
  await officer.goto("/policy/people");
  await officer.getByLabel("姓名").fill(name);
  await officer.getByRole("button", { name: "查找" }).click();
  await officer.getByRole("link", { name, exact: true }).click();
  await expect(officer.getByRole("heading", { level: 1, name })).toBeVisible();
  const page = officer.url();
  await officer.getByRole("button", { name: "查看完整号码" }).click();
  const document = await officer.getByText(/^\d{17}[\dX]$/).innerText();
  // His first prize of the district is recorded by one officer and confirmed by the other.
  await officer.goto("/policy/facts/new?kind=result");
  await officer.getByLabel("竞赛全称").fill("2022年通州区职业技能大赛");
  await officer.locator("[name=tier]").selectOption("district");
  await officer.locator("[name=class]").selectOption("class-2");
  await pickRegion(officer, "主办地区 1", "110112");
  await officer.getByLabel("赛项（职业工种）").fill("电气装置");
  await officer.locator("[name=place]").fill("1");
  await officer.locator("[name=award]").selectOption("first");
  await officer.locator("[name=awardGrade]").selectOption("1");
  await officer.locator("[name='names[]']").fill(name);
  await officer.locator("[name='documentNumbers[]']").fill(document);
  await pickRegion(officer, "居住地", "110112");
  await officer.getByLabel("比赛（获奖）日期").fill("2022-10-20");
  await officer.locator("[name=reference]").fill("通人社发〔2022〕41号");
  await officer.locator("input[type=file]").setInputFiles(await evidenceOf(officer, "district.png"));
  await officer.getByRole("button", { name: "提交登记" }).click();
  const recorded = officer.getByRole("link", { name: "查看这一项" });
  await expect(recorded).toBeVisible();
  const second = await people.page("bureau-2");
  await second.goto((await recorded.getAttribute("href")) ?? "");
  await second.getByRole("button", { name: "核对无误，确认" }).click();
  await expect(second.getByText("已确认。系统正在逐条核对政策条款。")).toBeVisible();
  // Its own page says what the clauses say of it, too.
  const said = second.getByRole("region", { name: "政策核对结果" });
  await expect(async () => {
    await second.reload();
    await expect(said).toContainText("没有条款为这一结果支付奖励", { timeout: 500 });
  }).toPass();
  await checkScreen(second);
  const tiers = officer.getByRole("article");
  await expect(async () => {
    await officer.goto(page);
    await expect(tiers.filter({ hasText: "2022年通州区职业技能大赛" }).first()).toContainText("没有条款为这一结果支付奖励", {
      timeout: 500,
    });
  }).toPass();
  // Tongzhou (14) by hand: nothing in the district, an amount in Beijing, 100,000 and 80,000 to who trained him in the nation.
  await expect(tiers.filter({ hasText: PAST }).first()).toContainText(/北京市技能大赛第[一二三]等第获奖/);
  const nation = tiers.filter({ hasText: "第三届职业技能大赛" }).first();
  await expect(nation).toContainText("100,000 元");
  await expect(nation).toContainText("80,000 元");
  await expect(nation).toContainText("征求意见稿");
  await checkScreen(officer);
});

test("an entitlement is applied for by one officer, reviewed by the other, and publicised", async ({ people }) => {
  const officer = await people.page("bureau");
  await filterLedger(officer, { competition: DALIAN, state: "已测算" });
  await checkScreen(officer);
  await officer
    .getByRole("row")
    .filter({ hasText: DALIAN })
    .filter({ hasText: "已测算" })
    .filter({ hasText: "应兑现" })
    .first()
    .getByRole("link")
    .click();
  await officer.getByRole("button", { name: "申报", exact: true }).click();
  await expect(officer.getByText("已办理。")).toBeVisible();
  await expect(officer.getByRole("button", { name: "审核" })).toBeDisabled();
  await expect(officer.getByText("申报与审核须由不同的人办理。")).toBeVisible();
  await checkScreen(officer);

  const second = await people.page("bureau-2");
  await second.goto(new URL(officer.url()).pathname);
  await second.getByRole("button", { name: "审核" }).click();
  await expect(second.getByText("已审核", { exact: true }).first()).toBeVisible();
  await second.getByRole("button", { name: "公示" }).click();
  await expect(second.getByText("公示中", { exact: true }).first()).toBeVisible();
  await expect(second.getByText("公示截止")).toBeVisible();
  await checkScreen(second);
});

test("the treasurer pays one whose publicity is over, after an officer's approval, and the ledger shows it", async ({
  people,
}) => {
  const voucher = "20261126-0213";
  const treasurer = await people.page("treasurer");
  await treasurer.goto("/policy/payments");
  await treasurer.getByRole("button", { name: "列出可编入的事项" }).click();
  const candidates = treasurer.getByRole("table", { name: `${PAYER}可编入的事项` });
  await expect(candidates.getByRole("checkbox")).toHaveCount(1);
  // The one that was made public a moment ago stands there with its reason.
  await expect(candidates.getByText("公示期未满。")).toBeVisible();
  await checkScreen(treasurer);
  await treasurer.getByRole("button", { name: "编制发放表" }).click();
  await expect(treasurer.getByRole("heading", { level: 1, name: /^奖励发放表 / })).toBeVisible();
  const list = new URL(treasurer.url()).pathname;
  await checkScreen(treasurer);

  const reviewer = await people.page("bureau-2");
  await reviewer.goto(list);
  await expect(reviewer.getByRole("button", { name: "审批通过" })).toBeDisabled();
  await expect(reviewer.getByText("您审核过第 1 笔，须由另一人审批。")).toBeVisible();
  const officer = await people.page("bureau");
  await officer.goto(list);
  await officer.getByRole("button", { name: "审批通过" }).click();
  await expect(officer.getByText("已审批，等待拨付。")).toBeVisible();

  await treasurer.reload();
  await treasurer.getByLabel("凭证号").fill(voucher);
  await treasurer.getByRole("button", { name: "登记拨付" }).click();
  await expect(treasurer.getByText("已登记拨付，并记入台账。")).toBeVisible();
  await treasurer.goto("/policy/ledger");
  await expect(treasurer.getByRole("row").filter({ hasText: voucher })).toContainText("1,500 元");
  await checkScreen(treasurer);

  await officer.goto(list);
  await officer.getByRole("link", { name: "查看收支" }).click();
  await expect(officer.getByRole("heading", { level: 1, name: "单笔收支" })).toBeVisible();
  await officer.getByRole("link", { name: "兑现事项与办理经过" }).click();
  await expect(officer.getByText("已拨付", { exact: true }).first()).toBeVisible();
  await officer.getByRole("link", { name: "查看单笔收支" }).click();
  await expect(officer.getByRole("row").filter({ hasText: voucher })).toContainText("1,500 元");
  await checkScreen(officer);
});

test("an honour is recommended from a winner, inspected by the other, and publicised; it waits for the end of that", async ({
  people,
}) => {
  const officer = await people.page("bureau");
  await officer.goto("/policy/honours");
  await checkScreen(officer);
  await officer.getByRole("link", { name: "推荐人选" }).click();
  await checkScreen(officer);
  const basis = officer.getByRole("row").filter({ hasText: "2026年通州区职业技能竞赛" }).filter({ hasText: "电工" }).first();
  const name = await basis.getByRole("rowheader").innerText();
  await basis.getByRole("link", { name: "选择" }).click();
  await officer.getByLabel("荣誉称号").selectOption("全国技术能手");
  await officer.getByLabel("推荐单位与文号").fill("通州区人力资源和社会保障局 通人社推〔2026〕4号");
  await officer.getByLabel("推荐理由").fill("区级竞赛电工赛项第一名，多年承担供电保障任务");
  await officer.getByLabel("推荐材料").setInputFiles(await evidenceOf(officer, "推荐表.png"));
  await checkScreen(officer);
  await officer.getByRole("button", { name: "提交推荐" }).click();
  await expect(officer.getByText("已推荐，等待另一名经办人考察。")).toBeVisible();
  await officer.getByRole("link", { name: "查看这一评选" }).click();
  await expect(officer.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(officer.getByRole("button", { name: "登记考察结论" })).toBeDisabled();
  await expect(officer.getByText("推荐人本人不能考察，请由另一名经办人办理。")).toBeVisible();
  await checkScreen(officer);

  const second = await people.page("bureau-2");
  await second.goto(new URL(officer.url()).pathname);
  await second.getByLabel("考察情况").fill("走访所在单位，听取班组意见，事迹属实");
  await second.getByRole("button", { name: "登记考察结论" }).click();
  await expect(second.getByText("考察结论已登记。")).toBeVisible();
  await second.getByRole("button", { name: "开始公示" }).click();
  await expect(second.getByText("已开始公示。")).toBeVisible();

  await officer.reload();
  await expect(officer.getByRole("button", { name: "登记授予" })).toBeDisabled();
  await expect(officer.getByText(/^公示至.+期满后才能授予。$/)).toBeVisible();
  await checkScreen(officer);
});

test("a figure of a target is recorded with its source, and how it stands follows", async ({ people }) => {
  const page = await people.page("bureau");
  await page.goto("/policy/targets?year=2025");
  await checkScreen(page);
  const target = page.getByRole("row").filter({ hasText: "到2025年,全市技能人才占就业人员的比例" });
  await expect(target).toContainText("未登记");
  await expect(target).toContainText("未知");
  await page.getByText("登记数据", { exact: true }).first().click();
  await page.getByLabel("指标").selectOption("一 技能人才占就业人员40%以上");
  await page.getByLabel("数值").fill("41.2");
  await page.getByLabel("数据来源").fill("2025年大连市统计公报");
  await page.getByRole("button", { name: "登记", exact: true }).click();
  await expect(page.getByText("已登记。")).toBeVisible();
  await expect(target).toContainText("41.2%");
  await expect(target).toContainText("2025年大连市统计公报");
  await expect(target).toContainText("已达到");
  await checkScreen(page);
});

test("the series that a document asks for is founded by one click", async ({ people }) => {
  const page = await people.page("bureau");
  await page.goto("/policy/calendar");
  await checkScreen(page);
  const asked = page.getByRole("article", { name: "通州区职工技能大赛" });
  await asked.getByRole("button", { name: "建立系列" }).click();
  await expect(page.getByText("系列已建立，周期随文件。")).toBeVisible();
  await expect(page.getByRole("heading", { name: "尚无系列" })).toHaveCount(0);
  await expect(asked).toContainText("每年一届");
  await expect(asked.getByRole("list", { name: "通州区职工技能大赛的各年情况" })).toBeVisible();
  await checkScreen(page);
});

test("an organiser puts an exhibition beside a competition, and the public page shows it", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto("/office/tongzhou-2026/programme");
  await page.getByLabel("类型").selectOption("展览");
  await page.getByLabel("名称", { exact: false }).first().fill("运河工匠作品展");
  await page.getByLabel("地点").fill("通州区公共实训基地一层展厅");
  await page.getByLabel("开始").fill(momentIn(3, "09:00"));
  await page.getByLabel("结束").fill(momentIn(3, "17:00"));
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("已保存。")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "运河工匠作品展" })).toBeVisible();
  await checkScreen(page);

  const visitor = await people.visitor({ viewport: { width: 390, height: 844 } });
  await visitor.goto("/competitions/tongzhou-2026");
  const item = visitor.getByRole("listitem").filter({ hasText: "运河工匠作品展" });
  await expect(item).toContainText("展览 · 通州区公共实训基地一层展厅");
  await checkScreen(visitor);
});

test("the next edition is prepared from the last", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto("/office/dalian-2026");
  await page.getByRole("link", { name: "新建下一届" }).click();
  await expect(page.getByText("编入系列“大连市职工技能大赛”，为第 15 届。")).toBeVisible();
  await expect(page.getByLabel("大赛名称")).toHaveValue("大连市第十五届职工技能大赛");
  await checkScreen(page);
  await page.getByRole("button", { name: "建立下一届" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "大连市第十五届职工技能大赛" })).toBeVisible();
  await expect(page.getByText("大连市职工技能大赛，第 15 届")).toBeVisible();
  await checkScreen(page);
});

test("final results are published again, and what is owed for them is held", async ({ people }) => {
  const organiser = await people.page("organiser");
  await organiser.goto("/office/dalian-2026");
  await organiser.getByText("重新公示", { exact: true }).click();
  await organiser.getByLabel("理由").fill("查实一名选手的成绩录入有误，由市总工会提出");
  await organiser.getByLabel("依据文件").fill("大人社函〔2026〕57号");
  await organiser.getByRole("button", { name: "重新公示获奖名单" }).click();
  await expect(organiser.getByText("获奖名单已重新公示，政策兑现已暂停。")).toBeVisible();
  await checkScreen(organiser);

  const officer = await people.page("bureau");
  await filterLedger(officer, { competition: DALIAN, state: "已测算" });
  await officer
    .getByRole("row")
    .filter({ hasText: DALIAN })
    .filter({ hasText: "已测算" })
    .filter({ hasText: "应兑现" })
    .first()
    .getByRole("link")
    .click();
  await expect(officer.getByRole("button", { name: "申报", exact: true })).toBeDisabled();
  await expect(officer.getByText(/^所依据的成绩正在重新公示，生效之前不能办理/)).toBeVisible();
  await checkScreen(officer);
});
