/** Organisations: the units that rosters, hosts and accounts name. */
export default {
  title: "单位库",
  lead: "报名表中的工作单位、院校和培养单位，须与这里的全称一致；政策条款按单位所在地区核对。",
  add: "添加单位",
  added: "单位已添加，可以在报名表中使用。",
  name: "单位全称",
  nameEn: "英文名称",
  kind: "单位类型",
  region: "所在地区",
  choose: "请选择",
  caption: "单位",
  empty: "还没有单位",
  emptyHint: "先添加承办单位和参赛单位，领队才能导入报名表。",
  refusal: {
    "organisation-name-taken": "已有名为“{{name}}”的单位，不用重复添加。",
    "region-unknown": "没有代码为 {{region}} 的地区，请从列表中选择。",
    "organisation-name-length": "请填写 2 至 60 个字的单位全称。",
    "organisation-name-en-length": "请填写 2 至 120 个字符的英文名称。",
    "organisation-kind-missing": "请选择单位类型。",
    "region-missing": "请选择所在地区。",
  },
} as const;
