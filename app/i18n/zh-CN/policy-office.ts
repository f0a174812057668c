/** 政策兑现中心: policy, entitlements and registers over all competitions. */
export default {
  title: "政策兑现中心",
  back: "返回工作台",
  subtitle: "跨大赛的政策、兑现与名录",
  lead: "每一分钱都写明依据哪一条；草案只测算，不拨付。",
  rooms: {
    overview: "概览",
    facts: "事实登记",
    carriers: "培养载体",
    payers: "付款单位",
    payments: "奖励发放",
    ledger: "资金台账",
    budgets: "预算",
    banks: "人才库",
    "talent-map": "人才地图",
  },
  about: {
    overview: "各室一览。",
    facts: "系统以外的成绩、荣誉、人才、等级与载体，附证明，两人登记确认。",
    carriers: "培训基地与各类工作室，及其可得的补助。",
    payers: "登记每个条款由谁付款；未登记的不能发放。",
    payments: "编制、审批和拨付奖励发放表。",
    ledger: "每一笔拨付、追回与支出，按单位、年度、条款、大赛合计。",
    budgets: "政府、企业、社会各方的年度资金与使用情况。",
    banks: "专家、裁判、教练、获奖选手、青苗选手，均须本人同意。",
    "talent-map": "获奖选手按职业和地区的分布。",
  },
} as const;
