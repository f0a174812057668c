/** A form that stays folded until someone wants it; opened by a link to it, or by an answer that belongs to it. */
import { useLocation } from "@remix-run/react";
import { ChevronDown, type LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import classes from "./form.module.css";

export type DisclosureProps = {
  /** For links to it: `#id` opens it. */
  id: string;
  label: string;
  icon: LucideIcon;
  children: ReactNode;
  /** Opens it, as when its form was refused. */
  open?: boolean;
};

export function Disclosure({ id, label, icon: Icon, children, open = false }: DisclosureProps) {
  const { hash, key } = useLocation();
  const element = useRef<HTMLDetailsElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key changes with every following of the same link.
  useEffect(() => {
    if (!element.current || hash !== `#${id}`) return;
    element.current.open = true;
    element.current.scrollIntoView({ block: "start" });
  }, [hash, id, key]);
  useEffect(() => {
    if (open && element.current) element.current.open = true;
  }, [open]);
  return (
    <details id={id} ref={element} open={open} className={classes.disclosure}>
      <summary>
        <Icon size={18} aria-hidden="true" />
        {label}
        <ChevronDown size={18} aria-hidden="true" className={classes.chevron} />
      </summary>
      <div className={classes.disclosureBody}>{children}</div>
    </details>
  );
}
