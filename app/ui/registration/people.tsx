/** The people of an entry, one to a line, each with his masked document. */
import { useTranslation } from "react-i18next";
import classes from "./registration.module.css";

export type PeopleProps = {
  /** A name is empty when the person was erased. */
  readonly members: readonly { readonly id: string; readonly name: string; readonly maskedDocument?: string }[];
};

export function People({ members }: PeopleProps) {
  const { t } = useTranslation("registration");
  return (
    <ul className={classes.people}>
      {members.map(({ id, name, maskedDocument }) => (
        <li key={id}>
          <span className={classes.name}>{name || t("erased")}</span>
          {maskedDocument && <span className={`tabular ${classes.soft}`}>{maskedDocument}</span>}
        </li>
      ))}
    </ul>
  );
}
