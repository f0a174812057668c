/** Why a new version of a marking scheme cannot be put in the place of the one that is in force. */
export default {
  "scheme-pinned": "成绩已提交，评分方案不能再更换。",
  "round-unknown": "本赛项没有这一轮。",
  "scheme-modules-drawn": "各模块的工位已锁定或已抽出，模块不能增减：{{modules}}；要改，请先由两人申请并批准重新抽签。",
  "scheme-sub-criteria-fixed": "评分已开始，子项不能增减：{{subCriteria}}。",
  "scheme-aspect-with-values-missing": "评分点 {{aspect}} 已有录入，不能删除。",
  "scheme-aspect-with-values-moved": "评分点 {{aspect}} 已有录入，不能移到 {{to}}。",
  "scheme-aspect-with-values-changed": "评分点 {{aspect}} 已有录入，不能改变类型、评分方式、读数单位或由谁录入。",
  "scheme-value-does-not-fit": "评分点 {{aspect}} 已录入的值在新的配分 {{maximum}} 之下不再有效，请先更正录入。",
  "scheme-form-confirmed": "子项 {{subCriterion}} 已有 {{count}} 张评分表确认，请先申请更正。",
} as const;
