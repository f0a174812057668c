/** The navigation of the policy office leads exactly where its pages let people in. */
import { expect, it } from "vitest";
import { POLICY_ACTORS, POLICY_ROOMS } from "#app/domain/access/policy-rooms.ts";

type Page = { readonly loader: { readonly access: unknown } };

const ROOMS: Readonly<Record<keyof typeof POLICY_ROOMS, () => Promise<Page>>> = {
  overview: () => import("#app/routes/policy/overview.tsx"),
  packs: () => import("#app/routes/policy/packs.tsx"),
  calendar: () => import("#app/routes/policy/calendar.tsx"),
  entitlements: () => import("#app/routes/policy/entitlements.tsx"),
  people: () => import("#app/routes/policy/people.tsx"),
  facts: () => import("#app/routes/policy/facts.tsx"),
  honours: () => import("#app/routes/policy/honours.tsx"),
  carriers: () => import("#app/routes/policy/carriers.tsx"),
  payers: () => import("#app/routes/policy/payers.tsx"),
  payments: () => import("#app/routes/policy/payments.tsx"),
  ledger: () => import("#app/routes/policy/ledger.tsx"),
  budgets: () => import("#app/routes/policy/budgets.tsx"),
  targets: () => import("#app/routes/policy/targets.tsx"),
  "talent-map": () => import("#app/routes/policy/talent-map.tsx"),
  banks: () => import("#app/routes/policy/banks.tsx"),
};

function rolesOf({ loader }: Page): readonly string[] {
  const access = loader.access as { roles: readonly string[]; within: string };
  expect(access.within).toBe("scope");
  return [...access.roles].sort();
}

it.each(Object.entries(ROOMS))("room %s", async (room, load) => {
  const roles = rolesOf(await load());
  expect(roles).toEqual([...POLICY_ROOMS[room as keyof typeof POLICY_ROOMS]].sort());
  expect(roles.filter((role) => !POLICY_ACTORS.some((actor) => actor === role))).toEqual([]);
});

it("opens the layout to everyone who has a room", async () => {
  expect(rolesOf(await import("#app/routes/policy/layout.tsx"))).toEqual([...POLICY_ACTORS].sort());
});
