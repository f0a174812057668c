/** What clashes where judges are put into panels: said on the page of the panels, and where judging opens with them. */
export default {
  "judge-own-unit-entered": "{{judge}}所在单位“{{named}}”有选手参加本赛项。",
  "judge-own-unit-entered-unnamed": "{{judge}}所在单位有选手参加本赛项。",
  "judge-declared-organisation": "{{judge}}已申报回避“{{named}}”，该单位有选手参加本赛项。",
  "judge-declared-delegation": "{{judge}}已申报回避“{{named}}”，该代表队有选手参加本赛项。",
  "judge-declared-entry": "{{judge}}已申报回避参赛号 {{named}}。",
  "judge-declared-unnamed": "{{judge}}已申报回避本赛项的参赛者。",
  "judge-not-in-pool": "子项 {{subCriterion}} 的评分组中有人已不是本赛项的评分裁判，请更换。",
  "judge-duties-exclude": "{{judge}}在本赛项还担任{{duties, role}}，不能同时评分。",
  "panel-unassigned": "子项 {{subCriterion}} 还没有指定评分裁判。",
  "panel-size-not-as-ruled": "子项 {{subCriterion}} 的评分组有 {{count}} 人，规则要求 {{needed}} 人。",
  "panel-even": "子项 {{subCriterion}} 的评分组有 {{count}} 人，为双数；一般应为单数。",
  "panel-too-small-to-trim":
    "子项 {{subCriterion}} 的评分组只有 {{count}} 人：评分点 {{aspects}} 要去掉最高分和最低分，至少需要 3 人。",
  "reserve-missing": "子项 {{subCriterion}} 缺少中立的候补裁判：{{judges, list}}须回避的评分表无人接替。",
  "chief-judge-missing": "没有裁判长。",
} as const;
