/** Submits a form that only reads: filters, a choice. */
import { Button } from "@mantine/core";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

export function QuietButton({ icon: Icon, children }: { icon: LucideIcon; children: ReactNode }) {
  return (
    <Button type="submit" variant="default" size="sm" leftSection={<Icon size={18} aria-hidden="true" />}>
      {children}
    </Button>
  );
}
