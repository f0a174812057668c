/** 政策兑现中心: policy, entitlements and registers over all competitions. */
export default {
  title: "政策兑现中心",
  back: "返回工作台",
  subtitle: "跨大赛的政策、兑现与名录",
  lead: "每一分钱都写明依据哪一条；草案只测算，不拨付。",
  rooms: {
    overview: "概览",
  },
  about: {
    overview: "各室一览。",
  },
} as const;
