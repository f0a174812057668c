/** An organiser founds a district competition with three events and their marking schemes, and appoints who works in it. */
import { addEvent, appoint, foundCompetition, importScheme, leadOn, previewScheme, setRules } from "./support/office-steps.ts";
import { countStored, findStored } from "./support/stored.ts";
import { COMPETITION, checkScreen, EVENTS, expect, FIRST_EVENT, JUDGES, OFFICE, test } from "./support/story.ts";

test("an organiser signs in, after a sentence on the wrong password", async ({ people }) => {
  const page = await people.visitor();
  await page.goto("/desk");
  await expect(page).toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel("用户名").fill("organiser");
  await page.getByRole("textbox", { name: "密码" }).fill("falsch");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("alert")).toContainText("用户名或密码不正确。");
  await checkScreen(page);
  await page.getByRole("textbox", { name: "密码" }).fill("jijie-2026");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { name: "刘建民，您好" })).toBeVisible();
  await checkScreen(page);
});

test("he founds a district competition with both policy packs", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto("/office/competitions/new");
  await checkScreen(page);
  await foundCompetition(page, "2026年通州区技能之星大赛");
  await expect(page.getByRole("heading", { level: 1, name: "2026年通州区技能之星大赛" })).toBeVisible();
  await expect(page.getByText("至少设一个赛项")).toBeVisible();
  await checkScreen(page);
});

for (const event of EVENTS) {
  test(`he adds ${event.code} with its rules and its marking scheme`, async ({ people }) => {
    const page = await people.page("organiser");
    await addEvent(page, event);
    await setRules(page);
    if (event === FIRST_EVENT) {
      await previewScheme(page, "scheme-bad-sum.xlsx");
      await expect(page.getByRole("alert")).toContainText("这个文件不能导入，系统中的内容没有改变");
      await expect(page.getByRole("alert")).toContainText("配分之和为");
      const stored = `select count(*) from MarkingScheme s join Event e on e.id = s.eventId
        join Competition c on c.id = e.competitionId where c.code = ?`;
      expect(countStored(stored, COMPETITION)).toBe(0);
      await checkScreen(page);
    }
    await importScheme(page, event.scheme);
    if (event === FIRST_EVENT) await checkScreen(page);
  });
}

test("he appoints the people of the competition and of its first event", async ({ people }) => {
  const page = await people.page("organiser");
  await page.goto(`${OFFICE}/events`);
  await checkScreen(page);
  await page.goto(`${OFFICE}/people`);
  const duties = [
    { role: "资格审查员", username: "reviewer" },
    { role: "监督员", username: "supervisor" },
    { role: "政策专员", username: "policy" },
    { role: "裁判长", username: "chief", event: FIRST_EVENT.name },
    ...JUDGES.map((username) => ({ role: "评分裁判", username, event: FIRST_EVENT.name })),
    { role: "加密裁判", username: "blinding", event: FIRST_EVENT.name },
    { role: "统分员", username: "tally", event: FIRST_EVENT.name },
  ];
  for (const duty of duties) {
    await appoint(page, duty);
    await expect(page.getByRole("button", { name: new RegExp(`^撤销 .+ 的${duty.role}职责$`) }).first()).toBeVisible();
  }
  await appoint(page, { role: "统分员", username: "judge-1", event: FIRST_EVENT.name });
  await expect(page.getByText("此人已经是评分裁判，不能同时担任统分员。")).toBeVisible();
  await checkScreen(page);
});

test("the same people are appointed for the other events", async ({ people }) => {
  const organiser = await people.caller("organiser");
  const cast = [
    ["chief-judge", "chief"],
    ...JUDGES.map((username) => ["marking-judge", username]),
    ["blinding-judge", "blinding"],
    ["tally-clerk", "tally"],
  ] as const;
  for (const event of EVENTS.slice(1)) {
    const eventId = findStored(
      "select e.id from Event e join Competition c on c.id = e.competitionId where c.code = ? and e.code = ?",
      COMPETITION,
      event.code,
    );
    for (const [role, username] of cast) {
      const userId = findStored("select id from User where username = ?", username);
      await organiser.act(`${OFFICE}/people`, "grant-role", { role: String(role), userId, eventId });
    }
  }
});

test("he announces it", async ({ people }) => {
  const page = await people.page("organiser");
  await leadOn(page, "发布公告", "公告已发布。");
});
