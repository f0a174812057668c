/** The competitions of the demonstration story as data: which, when, with which events, delegations and units, and how far. */
import type { CompetitionPlan } from "#app/domain/phases/competition-plan.ts";
import type { EntryKind, Group } from "#app/domain/shared/vocabulary.ts";

export type StoryEvent = {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly occupationCode: string;
  readonly group: Group;
  readonly entryKind: EntryKind;
  readonly teamSize: number;
  /** Workbook in seeds/demo/schemes. */
  readonly scheme: string;
  /** Entries of each delegation. */
  readonly entriesEach: number;
  /** "competition/event" one tier up. */
  readonly upper: string | null;
};

export type StoryDelegation = {
  readonly name: string;
  readonly nameEn: string;
  readonly regionCode: string;
  readonly leader: string;
  /** Employers (or schools) that its people come from, in turn. */
  readonly units: readonly string[];
  readonly trainingOrganisation: string;
};

export type StoryCompetition = Omit<CompetitionPlan, "registrationClosesAt" | "startsOn" | "endsOn"> & {
  readonly code: string;
  readonly filingNumber: string;
  /** The first day of judging, in days from today. */
  readonly startsIn: number;
  readonly events: readonly StoryEvent[];
  readonly delegations: readonly StoryDelegation[];
  readonly until: "registration" | "judging" | "final";
  readonly decisionNumber?: string;
};

const CENTRE = "北京市职业技能竞赛服务中心";
const BUREAU = "北京市通州区人力资源和社会保障局";

const ELECTRICIAN = {
  name: "电工",
  nameEn: "Electrician",
  occupationCode: "6-31-01-03",
  entryKind: "individual",
  teamSize: 1,
  scheme: "electrician",
} as const;
const NETWORK = {
  name: "网络系统管理",
  nameEn: "IT Network Systems Administration",
  occupationCode: "4-04-04-01",
  entryKind: "pair",
  teamSize: 2,
  scheme: "network-ways",
} as const;
const MECHATRONICS = {
  name: "机电一体化",
  nameEn: "Mechatronics",
  occupationCode: "6-20-99-00",
  entryKind: "trio",
  teamSize: 3,
  scheme: "mechatronics",
} as const;

/** Later ones may advance to earlier ones, so the upper tiers come first. */
export const STORY: readonly StoryCompetition[] = [
  {
    code: "bj-2026",
    filingNumber: "京人社竞备〔2026〕3 号",
    name: "2026年北京市职业技能大赛",
    nameEn: "Beijing Vocational Skills Competition 2026",
    tier: "city",
    class: "class-1",
    venue: "首钢园会展中心",
    publicityWorkingDays: 5,
    startsIn: 24,
    hosts: [{ relation: "host-authority", regionCode: "110000", organisationId: null }],
    packs: ["tongzhou"],
    until: "registration",
    events: [
      { ...ELECTRICIAN, code: "DG", group: "workers", entriesEach: 3, upper: null },
      { ...NETWORK, code: "WL", group: "workers", entriesEach: 2, upper: null },
      { ...MECHATRONICS, code: "JD", group: "workers", entriesEach: 2, upper: null },
    ],
    delegations: [
      {
        name: "朝阳区",
        nameEn: "Chaoyang District",
        regionCode: "110105",
        leader: "leader-b",
        units: ["北京朝东机电工程有限公司"],
        trainingOrganisation: "北京昌北技师培训学院",
      },
      {
        name: "海淀区",
        nameEn: "Haidian District",
        regionCode: "110108",
        leader: "leader-c",
        units: ["北京海云信息系统有限公司"],
        trainingOrganisation: "北京昌北技师培训学院",
      },
    ],
  },
  {
    code: "tongzhou-2026",
    filingNumber: "京人社竞备〔2026〕18 号",
    name: "2026年通州区职业技能竞赛",
    nameEn: "Tongzhou Vocational Skills Competition 2026",
    tier: "district",
    class: "class-2",
    venue: "通州区公共实训基地",
    publicityWorkingDays: 5,
    startsIn: -26,
    hosts: [
      { relation: "host-authority", regionCode: "110112", organisationId: BUREAU },
      { relation: "organiser", regionCode: "110112", organisationId: "北京运河工匠职业技能培训学校" },
    ],
    packs: ["tongzhou", "dalian"],
    until: "final",
    decisionNumber: "通人社发〔2026〕86号",
    events: [
      { ...ELECTRICIAN, code: "DG", group: "workers", entriesEach: 4, upper: "bj-2026/DG" },
      { ...NETWORK, code: "WL", group: "workers", entriesEach: 4, upper: "bj-2026/WL" },
      { ...MECHATRONICS, code: "JD", group: "workers", entriesEach: 4, upper: "bj-2026/JD" },
    ],
    delegations: [
      {
        name: "通州区工业园代表队",
        nameEn: "Tongzhou Industrial Park",
        regionCode: "110112",
        leader: "leader-a",
        units: ["北京运通电气有限公司", "北京潞河智能装备有限公司"],
        trainingOrganisation: "北京运河工匠职业技能培训学校",
      },
      {
        name: "运河商务区代表队",
        nameEn: "Canal Business District",
        regionCode: "110112",
        leader: "leader-b",
        units: ["北京运河云图数据服务有限公司", "北京新华街楼宇运维有限公司"],
        trainingOrganisation: "北京城副技能人才培训中心",
      },
      {
        name: "张家湾代表队",
        nameEn: "Zhangjiawan",
        regionCode: "110112",
        leader: "leader-c",
        units: ["北京张湾设计科技有限公司", "北京台湖光电设备有限公司"],
        trainingOrganisation: "北京运河工匠职业技能培训学校",
      },
    ],
  },
  {
    code: "tongwulang-2026",
    filingNumber: "京人社竞备〔2026〕27 号",
    name: "第四届“通武廊”职业技能竞赛",
    nameEn: "Fourth Tongzhou-Wuqing-Langfang Skills Competition",
    tier: "district",
    class: "class-2",
    venue: "廊坊市技师学院",
    publicityWorkingDays: 5,
    startsIn: 0,
    hosts: [
      { relation: "host-authority", regionCode: "110112", organisationId: BUREAU },
      { relation: "host-authority", regionCode: "120114", organisationId: null },
      { relation: "host-authority", regionCode: "131000", organisationId: null },
      { relation: "organiser", regionCode: "110112", organisationId: CENTRE },
    ],
    packs: ["tongzhou"],
    until: "judging",
    events: [
      { ...ELECTRICIAN, code: "DG", group: "workers", entriesEach: 4, upper: null },
      { ...NETWORK, code: "WL", group: "workers", entriesEach: 3, upper: null },
    ],
    delegations: [
      {
        name: "通州代表队",
        nameEn: "Tongzhou",
        regionCode: "110112",
        leader: "leader-a",
        units: ["北京漷县精密机械有限公司", "北京马驹桥智能物流有限公司"],
        trainingOrganisation: "北京运河工匠职业技能培训学校",
      },
      {
        name: "武清代表队",
        nameEn: "Wuqing",
        regionCode: "120114",
        leader: "leader-b",
        units: ["北京永乐店自动化设备有限公司"],
        trainingOrganisation: "北京城副技能人才培训中心",
      },
      {
        name: "廊坊代表队",
        nameEn: "Langfang",
        regionCode: "131000",
        leader: "leader-c",
        units: ["北京城副网络科技有限公司"],
        trainingOrganisation: "北京城副技能人才培训中心",
      },
    ],
  },
  {
    code: "dalian-2026",
    filingNumber: "大人社竞备〔2026〕9 号",
    name: "大连市第十四届职工技能大赛",
    nameEn: "Fourteenth Dalian Workers' Skills Competition",
    tier: "city",
    class: "class-2",
    venue: "大连市公共实训中心",
    publicityWorkingDays: 5,
    startsIn: -40,
    hosts: [{ relation: "host-authority", regionCode: "210200", organisationId: "大连市人力资源和社会保障局" }],
    packs: ["dalian"],
    until: "final",
    decisionNumber: "大人社发〔2026〕141号",
    events: [{ ...ELECTRICIAN, code: "DG", group: "workers", entriesEach: 6, upper: null }],
    delegations: [
      {
        name: "中山区代表队",
        nameEn: "Zhongshan District",
        regionCode: "210202",
        leader: "leader-a",
        units: ["大连港湾智能装备有限公司", "大连甘泉重工机械有限公司"],
        trainingOrganisation: "大连滨海技能人才培训中心",
      },
      {
        name: "西岗区代表队",
        nameEn: "Xigang District",
        regionCode: "210203",
        leader: "leader-b",
        units: ["大连海晏医院", "大连星屿软件技术有限公司", "大连甘泉重工机械有限公司"],
        trainingOrganisation: "大连滨海技能人才培训中心",
      },
    ],
  },
  {
    code: "bj-2024",
    filingNumber: "京人社竞备〔2024〕6 号",
    name: "2024年北京市职业技能大赛",
    nameEn: "Beijing Vocational Skills Competition 2024",
    tier: "city",
    class: "class-1",
    venue: "北京市工业技师学院",
    publicityWorkingDays: 5,
    startsIn: -730,
    hosts: [{ relation: "host-authority", regionCode: "110000", organisationId: null }],
    packs: ["tongzhou"],
    until: "final",
    decisionNumber: "京人社发〔2024〕233号",
    events: [{ ...ELECTRICIAN, code: "DG", group: "workers", entriesEach: 6, upper: null }],
    delegations: [
      {
        name: "通州区",
        nameEn: "Tongzhou District",
        regionCode: "110112",
        leader: "leader-a",
        units: ["北京运通电气有限公司", "北京潞河智能装备有限公司"],
        trainingOrganisation: "北京运河工匠职业技能培训学校",
      },
      {
        name: "丰台区",
        nameEn: "Fengtai District",
        regionCode: "110106",
        leader: "leader-b",
        units: ["北京丰源轨道装备有限公司"],
        trainingOrganisation: "北京昌北技师培训学院",
      },
    ],
  },
];
