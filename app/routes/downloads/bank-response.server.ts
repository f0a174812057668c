/** The members of a bank as a workbook in the reader's language. */
import type { Bank } from "#app/domain/banks/bank.ts";
import type { BankMemberRow } from "#app/domain/banks/bank-view.ts";
import { createI18n } from "#app/i18n/index.ts";
import { readLocale } from "#app/i18n/locale.ts";
import { createWord } from "#app/i18n/word.ts";
import { writeWorkbook } from "#app/platform/excel/index.ts";
import { respondWithWorkbook } from "#app/routes/downloads/workbook-response.server.ts";

export async function bankResponse(request: Request, bank: Bank, members: readonly BankMemberRow[]): Promise<Response> {
  const locale = readLocale(request.headers.get("Cookie"));
  const instance = await createI18n(locale);
  const t = instance.getFixedT(locale, "banks");
  const word = createWord(instance);
  const named = ({ name, nameEn }: { name: string; nameEn: string }) => (locale === "en" ? nameEn : name);
  const columns = ["name", "skills", "level", "organisation", "region", "lastDuty", "conflicts", "consent"] as const;
  const bytes = await writeWorkbook([
    {
      name: t(`bank.${bank}`),
      columns: columns.map((column) => ({ header: t(`column.${column}`), width: column === "lastDuty" ? 48 : 20 })),
      rows: members.map(({ name, skills, level, organisation, region, known, lastDuty, conflicts, consentOn }) => [
        name === "" ? t("erased") : name,
        skills.map(named).join("、"),
        level === null ? t("noLevel") : word("skillLevel", level),
        organisation ? named(organisation) : "",
        region ? named(region) : "",
        known ? t("duty", { competition: named(known.competition), event: named(known.event) }) : lastDuty,
        conflicts,
        consentOn,
      ]),
    },
  ]);
  return respondWithWorkbook(bytes, t(`bank.${bank}`), `bank-${bank}`);
}
