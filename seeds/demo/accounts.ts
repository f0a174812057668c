/** Who plays in the demonstration story. All share one password and one PIN; the server prints them at the start. */
import type { Role } from "#app/domain/shared/vocabulary.ts";

export const DEMO_PASSWORD = "jijie-2026";
export const DEMO_PIN = "246810";

export type DemoAccount = {
  readonly username: string;
  readonly displayName: string;
  readonly role: Role;
  /** Name of the person's own unit in organisations.json. */
  readonly unit: string;
  /** Works over the whole system; everyone else is appointed competition by competition. */
  readonly isSystemWide?: true;
};

const SERVICE_CENTRE = "北京市职业技能竞赛服务中心";
const BUREAU = "北京市通州区人力资源和社会保障局";

export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { username: "admin", displayName: "系统管理员", role: "administrator", unit: BUREAU, isSystemWide: true },
  { username: "organiser", displayName: "刘建民", role: "organiser", unit: BUREAU, isSystemWide: true },
  // Decides on what the first one made public.
  { username: "organiser-2", displayName: "乐慧敏", role: "organiser", unit: BUREAU, isSystemWide: true },
  { username: "reviewer", displayName: "周晓岚", role: "reviewer", unit: BUREAU },
  { username: "leader-a", displayName: "陈立国", role: "team-leader", unit: "北京运通电气有限公司" },
  { username: "leader-b", displayName: "吴海燕", role: "team-leader", unit: "北京新华街楼宇运维有限公司" },
  { username: "leader-c", displayName: "孟祥辉", role: "team-leader", unit: "北京张湾设计科技有限公司" },
  { username: "chief", displayName: "郑国栋", role: "chief-judge", unit: SERVICE_CENTRE },
  { username: "judge-1", displayName: "冯永强", role: "marking-judge", unit: SERVICE_CENTRE },
  { username: "judge-2", displayName: "唐丽娟", role: "marking-judge", unit: SERVICE_CENTRE },
  { username: "judge-3", displayName: "韩志远", role: "marking-judge", unit: SERVICE_CENTRE },
  { username: "blinding", displayName: "沈静", role: "blinding-judge", unit: SERVICE_CENTRE },
  { username: "tally", displayName: "苏婉婷", role: "tally-clerk", unit: SERVICE_CENTRE },
  { username: "tally-2", displayName: "邓雅文", role: "tally-clerk", unit: SERVICE_CENTRE },
  { username: "floor", displayName: "罗承志", role: "floor-judge", unit: SERVICE_CENTRE },
  { username: "supervisor", displayName: "马振华", role: "supervisor", unit: "北京市通州区总工会" },
  { username: "arbitrator", displayName: "方正平", role: "arbitrator", unit: "北京市通州区总工会" },
  { username: "policy", displayName: "何芳", role: "policy-officer", unit: BUREAU },
  // They pay what all competitions owe.
  { username: "bureau", displayName: "曾广平", role: "policy-officer", unit: BUREAU, isSystemWide: true },
  { username: "bureau-2", displayName: "单玉珍", role: "policy-officer", unit: BUREAU, isSystemWide: true },
  { username: "treasurer", displayName: "解秀兰", role: "treasurer", unit: BUREAU, isSystemWide: true },
];
