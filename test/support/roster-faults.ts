/** A roster of a whole competition with faults of twelve kinds at known cells: what the check of rosters is checked with. */
import { computeCheckDigit } from "#app/domain/registration/resident-id.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";

export type PlantedFault = { readonly address: string; readonly code: string };

const HEADERS = [
  "代表队",
  "赛项",
  "队伍编号",
  "姓名",
  "证件类型",
  "证件号码",
  "工作单位",
  "培养单位",
  "现有等级",
  "从业年限",
  "联系电话",
  "指导教师",
  "指导教师证件号码",
];
type Row = (string | number)[];

/** Each kind spoils one cell of a row: which column, what stands there then, and how it is refused. */
const KINDS: readonly {
  readonly column: string;
  readonly code: string;
  readonly spoil: (row: Row, before: Row) => string | number;
}[] = [
  { column: "代表队", code: "delegation-unknown", spoil: () => "无此代表队" },
  { column: "赛项", code: "event-unknown", spoil: () => "茶艺师" },
  { column: "姓名", code: "name-characters", spoil: () => "张3" },
  { column: "证件类型", code: "document-kind-unknown", spoil: () => "军官证" },
  { column: "证件号码", code: "id-check-digit", spoil: (row) => spoilCheckDigit(String(row[5])) },
  { column: "证件号码", code: "id-length", spoil: (row) => String(row[5]).slice(0, 17) },
  { column: "证件号码", code: "id-stored-as-number", spoil: () => 110112199003070000 },
  { column: "证件号码", code: "duplicate-in-file", spoil: (_row, before) => String(before[5]) },
  { column: "工作单位", code: "organisation-unknown", spoil: () => "不存在的公司" },
  { column: "现有等级", code: "level-unknown", spoil: () => "九级工" },
  { column: "从业年限", code: "years-format", spoil: () => "61" },
  { column: "联系电话", code: "phone-format", spoil: () => "1380000x" },
];

/** How many kinds there are: each has its share of the faults. */
export const FAULT_KINDS = KINDS.length;

/**
 * @param of `delegations` of the competition, its individual `event`, and an `employer` that is known
 * @returns the file, and every fault in the order of its rows
 */
export async function makeFaultyRoster(
  rows: number,
  faults: number,
  of: { readonly delegations: readonly string[]; readonly event: string; readonly employer: string; readonly training: string },
): Promise<{ readonly bytes: Uint8Array; readonly faults: readonly PlantedFault[] }> {
  const lines = Array.from({ length: rows }, (_, index): Row => makeLine(index, of));
  const step = Math.floor(rows / Math.max(1, faults));
  const planted: PlantedFault[] = [];
  for (let number = 0; number < faults; number += 1) {
    const at = (number + 1) * step - 1;
    const kind = KINDS[number % KINDS.length];
    const line = lines[at];
    const before = lines[at - 1];
    if (kind === undefined || line === undefined || before === undefined) throw new Error("There are too few rows.");
    const column = HEADERS.indexOf(kind.column);
    line[column] = kind.spoil(line, before);
    planted.push({ address: `${"ABCDEFGHIJKLM".charAt(column)}${at + 2}`, code: kind.code });
  }
  const bytes = await writeWorkbook([{ name: "报名表", columns: HEADERS.map((header) => ({ header })), rows: lines }]);
  return { bytes, faults: planted };
}

function makeLine(index: number, of: Parameters<typeof makeFaultyRoster>[2]): Row {
  return [
    of.delegations[index % of.delegations.length] ?? "",
    of.event,
    "",
    makeName(index),
    "居民身份证",
    makeNumber(index),
    of.employer,
    of.training,
    "高级工",
    // As many as somebody born in 1985 can have on the day of a competition from 2021 on.
    String(index % 20),
    `138${String(index).padStart(8, "0")}`,
    "孙立军",
    "",
  ];
}

/** Two to four characters, some beyond the basic plane, some with a middle dot. */
function makeName(index: number): string {
  const character = (number: number) => String.fromCodePoint(0x4e00 + (number % 3000));
  if (index % 97 === 0) return `𠮷${character(index)}`;
  if (index % 89 === 0) return `买买提·${character(index)}${character(index + 7)}`;
  if (index % 83 === 0) return `欧阳${character(index)}${character(index + 7)}`;
  return `${character(index)}${character(index * 7 + 1)}`;
}

/** One number for each index below 365,000: the day of birth and the serial say which. */
function makeNumber(index: number): string {
  const day = new Date(Date.UTC(1985, 0, 1 + Math.floor(index / 999))).toISOString().slice(0, 10).replaceAll("-", "");
  const digits = `110112${day}${String(index % 999).padStart(3, "0")}`;
  return digits + computeCheckDigit(digits);
}

function spoilCheckDigit(number: string): string {
  return number.slice(0, 17) + (number.endsWith("0") ? "1" : "0");
}
