/** The chief judge submits, two people open the blinding, results are published, made public and final. */
import { recheckRest } from "./support/hall-steps.ts";
import { leadOn } from "./support/office-steps.ts";
import { COMPETITION, checkScreen, EVENTS, expect, FIRST_EVENT, OFFICE, test } from "./support/story.ts";

const PAGES = `${OFFICE}/events/${FIRST_EVENT.code}`;
const DECISION = "通人社发〔2026〕31 号";

test("the chief judge submits, the supervisor rechecks, and he and a blinding judge open the codes together", async ({
  people,
}) => {
  const chief = await people.page("chief");
  await chief.goto(`/hall/${COMPETITION}/events/${FIRST_EVENT.code}`);
  await chief.getByRole("button", { name: "提交成绩" }).click();
  await expect(chief.getByText("成绩已提交。")).toBeVisible();

  const supervisor = await people.page("supervisor");
  await test.step("the supervisor rechecks a sample before that", async () => {
    const early = await people.caller("blinding");
    await expect(early.act(`${PAGES}/unblinding`, "request-unblinding")).rejects.toThrow("recheck-not-drawn");
    await supervisor.goto(`${PAGES}/recheck`);
    await supervisor.getByRole("button", { name: "抽取复核样本" }).click();
    // The first three places, and 15% of the other nine: 1.35, so 2.
    await expect(supervisor.getByText("复核样本已抽取，共 5 份。")).toBeVisible();
    await supervisor.getByRole("rowheader").first().getByRole("link").click();
    await expect(supervisor.getByRole("button", { name: "全部一致" })).toBeVisible();
    await expect(supervisor.getByText("于海波")).toHaveCount(0);
    await checkScreen(supervisor);
    await supervisor.getByRole("button", { name: "全部一致" }).click();
    await expect(supervisor.getByText("已记录：一致。")).toBeVisible();
    await recheckRest(people, FIRST_EVENT.code);
    // The page shows what was done elsewhere meanwhile, and still says what was done here.
    await expect(supervisor.getByRole("region", { name: "复核样本", exact: true }).getByText("5/5")).toBeVisible();
    await expect(supervisor.getByText("已记录：一致。")).toBeVisible();
    await supervisor.goto(`${PAGES}/recheck`);
    await expect(supervisor.getByText("复核已完成，可以解密。")).toBeVisible();
    await checkScreen(supervisor);
  });

  await supervisor.goto(`${PAGES}/unblinding`);
  await expect(supervisor.getByRole("button", { name: "确认解密" })).toBeDisabled();
  await expect(supervisor.getByText("加密裁判还没有申请解密。")).toBeVisible();

  const organiser = await people.page("organiser");
  await organiser.goto(`${PAGES}/results`);
  await expect(organiser.getByRole("table", { name: "成绩（按评审号）" })).toBeVisible();
  await expect(organiser.getByText("于海波")).toHaveCount(0);
  await expect(organiser.getByRole("button", { name: "公示成绩" })).toHaveCount(0);
  await checkScreen(organiser);

  const blinding = await people.page("blinding");
  await blinding.goto(`${PAGES}/unblinding`);
  await blinding.getByRole("button", { name: "申请解密" }).click();
  await expect(blinding.getByText(/沈静于 .* 申请/).first()).toBeVisible();

  await supervisor.reload();
  await supervisor.getByRole("button", { name: "确认解密" }).click();
  await expect(supervisor.getByRole("table", { name: "解密记录" })).toContainText("于海波");
  await checkScreen(supervisor);
});

test("the organiser publishes on site and settles the first event", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto(`${PAGES}/results`);
  const winner = page.getByRole("row").filter({ hasText: "DG001" });
  await expect(winner).toContainText("于海波");
  await expect(winner).toContainText("一等奖");
  await page.getByRole("button", { name: "公示成绩" }).click();
  await expect(page.getByText("成绩已公示，证书正在准备。")).toBeVisible();
  await page.getByRole("button", { name: "确定成绩" }).click();
  await expect(page.getByText("成绩已确定。")).toBeVisible();
});

test("the other events follow by the same acts", async ({ people }) => {
  for (const { code } of EVENTS.slice(1)) {
    const pages = `${OFFICE}/events/${code}`;
    await (await people.caller("chief")).act(`/hall/${COMPETITION}/events/${code}`, "submit-round");
    await (await people.caller("supervisor")).act(`${pages}/recheck`, "draw-recheck");
    await recheckRest(people, code);
    await (await people.caller("blinding")).act(`${pages}/unblinding`, "request-unblinding");
    await (await people.caller("supervisor")).act(`${pages}/unblinding`, "confirm-unblinding");
    await (await people.caller("organiser")).act(`${pages}/results`, "publish-on-site");
    await (await people.caller("organiser")).act(`${pages}/results`, "settle-round");
  }
});

test("the winners' list is public and the results become final", async ({ people }) => {
  const page = await people.page("organiser");
  await leadOn(page, "开始公示获奖名单", "获奖名单已开始公示。");
  await expect(page.getByText("公示由您开启，须由另一位承办方人员或系统管理员使结果生效。")).toBeVisible();
  await expect(page.getByRole("button", { name: "使结果生效" })).toBeDisabled();
  const second = await people.page("organiser-2");
  await second.goto(OFFICE);
  await second.getByLabel("决定文号").fill(DECISION);
  await second.getByRole("button", { name: "使结果生效" }).click();
  await expect(second.getByText(`决定文号 ${DECISION}`)).toBeVisible();
  await checkScreen(second);
});
