/** Rows of the rules' form: the components of a total, what breaks ties in which order, and how few entries allow which prizes. */
import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { listModules, type MarkingScheme } from "#app/domain/marking/scheme.ts";
import { COMPONENT_SOURCES } from "#app/domain/results/components.ts";
import { PRESET_COMPONENTS } from "#app/domain/results/rule-presets.ts";
import { type EventRules, TIE_BREAK_ORDERS } from "#app/domain/results/rules.ts";
import { usePresetNames } from "./rule-presets.tsx";
import classes from "./rules.module.css";
import type { Option, RulesInputs } from "./use-rules-fields.tsx";

type RowsProps = { inputs: RulesInputs; rules: EventRules; scheme: MarkingScheme | null };

/** As many rows as are filled and some to fill; a blank row says nothing. */
function rowsOf(inputs: RulesInputs, name: string, fewest: number): readonly number[] {
  const filled = inputs.allOf(name).filter((value) => value !== "").length;
  return Array.from({ length: Math.max(fewest, filled + 1) }, (_, row) => row);
}

export function ComponentRows({ inputs, scheme }: RowsProps) {
  const { t } = useTranslation("rules");
  const modules = scheme ? listModules(scheme) : [];
  const at = (name: string, row: number) => inputs.allOf(`${name}[]`)[row] ?? "";
  return (
    <div className={classes.scroll}>
      <table className={classes.rows}>
        <caption className={classes.hidden}>{t("topic.components")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("field.componentName")}</th>
            <th scope="col">{t("field.componentKey")}</th>
            <th scope="col">{t("field.componentWeight")}</th>
            <th scope="col">{t("field.componentPassMark")}</th>
            <th scope="col">{t("field.componentSource")}</th>
            <th scope="col">{t("field.componentModules")}</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(inputs, "componentKey[]", 4).map((row) => {
            const label = (field: string) => t("field.ofRow", { field, row: row + 1 });
            const input = (name: string, field: string, more: object = {}) => (
              <TextInput
                name={`${name}[]`}
                aria-label={label(field)}
                defaultValue={at(name, row)}
                error={inputs.faultOf(`${name}.${row}`)}
                autoComplete="off"
                {...more}
              />
            );
            return (
              <tr key={row}>
                <td>{input("componentName", t("field.componentName"), { maxLength: 40 })}</td>
                <td>{input("componentKey", t("field.componentKey"), { maxLength: 30, autoCapitalize: "none" })}</td>
                <td>{input("componentWeight", t("field.componentWeight"), { inputMode: "numeric" })}</td>
                <td>{input("componentPassMark", t("field.componentPassMark"), { inputMode: "decimal" })}</td>
                <td>
                  <NativeSelect
                    name="componentSource[]"
                    aria-label={label(t("field.componentSource"))}
                    defaultValue={at("componentSource", row) || "scheme"}
                    data={COMPONENT_SOURCES.map((value) => ({ value, label: t(`field.componentSources.${value}`) }))}
                  />
                </td>
                <td>
                  {input("componentModules", t("field.componentModules"), {
                    placeholder: modules.map(({ id }) => id).join(", ") || t("field.componentModulesAll"),
                  })}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

export function TieBreakRows({ inputs, rules, scheme }: RowsProps) {
  const { t } = useTranslation("rules");
  const known = useTieBreakOptions(rules, scheme);
  return (
    <div className={classes.pairs}>
      {rowsOf(inputs, "tieBreak[]", 4).map((row) => {
        const value = inputs.allOf("tieBreak[]")[row] ?? "";
        const isKnown = value === "" || known.some((option) => option.value === value);
        return (
          <div key={row} className={classes.pair}>
            <NativeSelect
              name="tieBreak[]"
              label={t("field.tieBreak", { place: row + 1 })}
              defaultValue={value}
              error={inputs.faultOf(`tieBreak.${row}`)}
              data={[{ value: "", label: t("field.tieBreakNone") }, ...known, ...(isKnown ? [] : [{ value, label: value }])]}
            />
            <NativeSelect
              name="tieBreakOrder[]"
              label={t("field.tieBreakOrder")}
              defaultValue={inputs.allOf("tieBreakOrder[]")[row] ?? "desc"}
              data={TIE_BREAK_ORDERS.map((order) => ({ value: order, label: t(`field.tieBreakOrders.${order}`) }))}
            />
          </div>
        );
      })}
    </div>
  );
}

/** Components of presets stand here before they are saved, so that rules can be made in one go. */
function useTieBreakOptions(rules: EventRules, scheme: MarkingScheme | null): readonly Option[] {
  const { t } = useTranslation("rules");
  const presetNames = usePresetNames();
  const components = new Map<string, string>(PRESET_COMPONENTS.map((key) => [key, presetNames[key]]));
  for (const { key, name } of rules.components) components.set(key, name);
  return [
    ...[...components].map(([key, name]) => ({ value: `component ${key}`, label: t("thing.component", { name }) })),
    ...(scheme ? listModules(scheme) : []).map(({ id, name }) => {
      return { value: `module ${id}`, label: t("thing.module", { id, name }) };
    }),
    ...(scheme?.criteria ?? []).map(({ id, name }) => ({ value: `criterion ${id}`, label: t("thing.criterion", { id, name }) })),
    { value: "time", label: t("thing.time") },
  ];
}

export function MinimumRows({ inputs }: { inputs: RulesInputs }) {
  const { t } = useTranslation("rules");
  return (
    <div className={classes.pairs}>
      {rowsOf(inputs, "minimumBelow[]", 3).map((row) => (
        <div key={row} className={classes.pair}>
          <TextInput
            name="minimumBelow[]"
            label={t("field.minimumBelow")}
            inputMode="numeric"
            autoComplete="off"
            defaultValue={inputs.allOf("minimumBelow[]")[row] ?? ""}
            error={inputs.faultOf(`minimumBelow.${row}`)}
          />
          <NativeSelect
            name="minimumTiers[]"
            label={t("field.minimumTiers")}
            defaultValue={inputs.allOf("minimumTiers[]")[row] ?? "0"}
            data={(["0", "1", "2", "3"] as const).map((value) => ({ value, label: t(`field.tiersGiven.${value}`) }))}
          />
        </div>
      ))}
    </div>
  );
}
