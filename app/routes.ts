/** Every address of the app and the file that answers it. */
import { index, type RouteConfig, route } from "@remix-run/route-config";

export default [
  index("routes/public/home.tsx"),
  route("competitions/:competition", "routes/public/competition.tsx"),
  route("competitions/:competition/events/:event", "routes/public/board.tsx"),
  route("competitions/:competition/objections", "routes/public/objections.tsx"),
  route("competitions/:competition/screen", "routes/public/screen.tsx"),
  route("results", "routes/public/results.tsx"),
  route("results/mine", "routes/public/my-results.tsx"),
  route("results/certificates/:certificate", "routes/public/my-certificate.ts"),
  route("verify/:code?", "routes/public/verification.tsx"),

  route("sign-in", "routes/account/sign-in.tsx"),
  route("sign-out", "routes/account/sign-out.ts"),
  route("desk", "routes/account/desk.tsx"),

  route("accounts", "routes/account/accounts.tsx"),
  route("organisations", "routes/account/organisations.tsx"),
  route("office/competitions/new", "routes/office/new-competition.tsx"),
  route("office/:competition", "routes/office/layout.tsx", [
    index("routes/office/overview.tsx"),
    route("events", "routes/office/events.tsx"),
    route("events/:event", "routes/office/event.tsx"),
    route("people", "routes/office/people.tsx"),
    route("registrations", "routes/office/registrations.tsx"),
    route("events/:event/draw", "routes/office/draw.tsx"),
    route("events/:event/check-in", "routes/office/check-in.tsx"),
    route("events/:event/panels", "routes/office/panels.tsx"),
    route("events/:event/unblinding", "routes/office/unblinding.tsx"),
    route("events/:event/results", "routes/office/results.tsx"),
    route("special-awards", "routes/office/special-awards.tsx"),
    route("cases", "routes/office/cases.tsx"),
    route("cases/:case/:paper", "routes/office/case-file.ts"),
    route("certificates", "routes/office/certificates.tsx"),
    route("certificates/:certificate", "routes/office/certificate-file.ts"),
    route("entitlements", "routes/office/entitlements.tsx"),
    route("advancement", "routes/office/advancement.tsx"),
  ]),

  route("delegations/:delegation", "routes/delegation/roster.tsx"),
  route("delegations/:delegation/appeals", "routes/delegation/appeals.tsx"),
  route("delegations/:delegation/appeals/:appeal/:paper", "routes/delegation/appeal-file.ts"),
  route("delegations/:delegation/import", "routes/delegation/import.tsx"),
  route("delegations/:delegation/template/:event", "routes/delegation/template.ts"),

  route("hall/:competition/events/:event", "routes/hall/matrix.tsx"),
  route("judge", "routes/judge/forms.tsx"),
  route("judge/forms/:form", "routes/judge/form.tsx"),
  route("judge/forms/:form/sign-off", "routes/judge/sign-off.tsx"),
  route("judge/forms/:form/confirmation", "routes/judge/confirmation.tsx"),
] satisfies RouteConfig;
