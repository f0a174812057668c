/** 晋级: from one tier to the next. */
export default {
  title: "晋级",
  lead: "结果生效后，各赛项的优胜者自动入围上一级大赛的对应赛项，由上一级审查确认。",
  outgoing: "从本次大赛晋级",
  outgoingHint: "入围上一级赛项的选手（队）。",
  incoming: "从下一级大赛入围",
  incomingHint: "每个选手（队）的来处，可追溯到下一级的赛项和名次。",
  entry: "参赛选手（队）",
  place: "名次",
  from: "来自",
  to: "入围",
  state: "审查状态",
  placeValue: "第 {{place}} 名",
  emptyOutgoing: "尚无晋级",
  emptyOutgoingHint: "结果生效，且赛项指定了上一级赛项后，入围名单会自动出现在这里。",
  emptyIncoming: "没有来自下一级的入围",
  emptyIncomingHint: "下一级大赛结果生效后，入围选手（队）会自动进入本次大赛的报名。",
} as const;
