/**
 * Who may do what (DOMAIN 14), written by hand: every loader, intent and socket message, the people it admits, and the secrets
 * that they find there. Whoever is not named is not admitted. The test holds the running server to it.
 */

import { CHECK_KINDS } from "#app/domain/draw/check-in.ts";
import type { MarkingScheme } from "#app/domain/marking/scheme.ts";
import { toDraft } from "#app/domain/marking/scheme-draft.ts";
import { CONSENT_VERSION } from "#app/domain/registration/consent.ts";
import { DEFAULT_RULES } from "#app/domain/results/rules.ts";
import { allow } from "#app/domain/shared/decision.ts";
import { toRulesFields } from "#app/forms/event-rules.ts";
import { toInputMoment } from "#app/i18n/input-times.ts";
import { newId, sha256 } from "#app/platform/crypto/digest.server.ts";
import { openPerson } from "#app/platform/crypto/person-vault.server.ts";
import { previewOrganisationFile } from "#app/queries/organisations/read-organisation-file.server.ts";
import { getPlanVersion } from "#app/queries/panels/get-plan-version.server.ts";
import { findAttachmentBatch } from "#app/queries/registration/find-attachment-batch.server.ts";
import { addBatchFiles } from "#app/services/registration/add-batch-files.server.ts";
import { actorOf, addUser, must } from "../support/competition-steps.ts";
import { CRAFTSMAN, plantEntitlement, plantRows } from "../support/entitlement-steps.ts";
import { generateDocument } from "../support/interchange-world.ts";
import { makePng } from "../support/picture.ts";
import { makeScheme, plantCompetition, plantEvent } from "../support/plant.ts";
import { preparedImport, prepareImport, readPackFile, readRosterBytes, readSchemeBytes, writeNewPack } from "./files.ts";
import { ACTORS, type ActorName, type MatrixWorld, type Place, type PlaceName, type Secret } from "./world.ts";

/** Secrets by name, blanks between them; one text for every place, or one for each. */
export type Sees = string | Readonly<Partial<Record<PlaceName, string>>>;

export type ReadRow = {
  /** The route's id and "load", or "watch" and the message's name. */
  readonly thing: string;
  /** Where it is asked for; a page without a competition in its address is asked for once. */
  readonly places: readonly PlaceName[];
  /** Where there is nothing for anyone, as if it did not exist. */
  readonly nothingAt?: readonly PlaceName[];
  /** What each of those admitted finds; several people stand with blanks between them. */
  readonly sees: Readonly<Partial<Record<string, Sees>>>;
  /** What they find besides at its other addresses: whoever follows every link comes there, too. */
  readonly seesElsewhere?: Readonly<Partial<Record<ActorName, string>>>;
};

export type IntentRow = {
  /** The route's id and the intent. */
  readonly thing: string;
  readonly place: PlaceName;
  readonly allowed: readonly ActorName[];
  /** Who is let in beside them, and refused for each thing in it that is not his. */
  readonly admitted?: readonly ActorName[];
  /** What makes it happen: everyone who is not allowed sends this very form. */
  readonly body: (place: Place, world: MatrixWorld) => Fields | Promise<Fields>;
  /** What is mounted past Remix is posted as JSON: made of the fields, for the one who sends it. */
  readonly json?: (fields: Fields, userId: string) => object;
  /** The names in the address, where they are not the place's. */
  readonly at?: (place: Place) => Partial<Place>;
  /** The first of those allowed is answered so; `done` unless it says otherwise. */
  readonly answer?: "done" | "refused";
  /** Names what belongs to another competition, or what is not theirs to give: those allowed change nothing with it either. */
  readonly foreign?: (place: Place, world: MatrixWorld) => Fields | Promise<Fields>;
  /** What must happen before it can. */
  readonly before?: (world: MatrixWorld) => void | Promise<void>;
};

export type Fields = Readonly<Record<string, string | readonly string[] | File>>;

/** A comment on an aspect, as a tablet sends it. */
function commentOn(formId: string): Fields {
  return {
    key: newId(),
    formId,
    aspectId: "A2.1",
    text: "接线端子松动",
    photo: "",
    deviceId: "tablet",
    enteredAt: "2026-11-20T06:00:00.000Z",
  };
}

/** An event of a city that still takes entries. @returns its id */
function plantEventAbove(runtime: MatrixWorld["runtime"]): Promise<string> {
  const at = runtime.clock.now();
  return plantRows(runtime, async (tables) => {
    const city = { code: "city-above", name: "市职业技能大赛", phase: "announced", hostRegion: "110000", at } as const;
    const competitionId = await plantCompetition(tables, city);
    await tables.competition.update({ where: { id: competitionId }, data: { tier: "city" } });
    const event = { competitionId, code: "ELE", name: "电工", phase: "draw", createdById: newId(), at } as const;
    return (await plantEvent(tables, { ...event, scheme: makeScheme(2) })).eventId;
  });
}

/** A token of the API that is in force. */
async function plantToken(runtime: MatrixWorld["runtime"]): Promise<string> {
  const [id, createdAt] = [newId(), runtime.clock.now()];
  const expiresAt = new Date(createdAt.getTime() + 86_400_000);
  const data = { id, name: "planted", scopes: ["results"], createdById: newId(), createdAt, expiresAt };
  await plantRows(runtime, (tables) => tables.apiToken.create({ data }));
  return id;
}

let photos = 0;

/** Another one each time: the same is passed over. */
function newPhoto(): File {
  photos += 1;
  return new File([new Uint8Array(makePng(300, 400 + photos))], `unnamed ${photos}.png`);
}

/** A file of the delegation on its way in, of nobody yet. */
async function prepareBatch({ runtime, places }: MatrixWorld): Promise<void> {
  const { competitionId, delegation } = places.registration;
  const leader = await actorOf(runtime, await addUser(runtime, `batch-${newId()}`));
  const photo = newPhoto();
  const files = [{ path: photo.name, bytes: new Uint8Array(await photo.arrayBuffer()) }];
  must(await addBatchFiles(runtime, leader, { competitionId, delegationId: delegation, files }));
}

/** The file that is on its way in, and a person of another delegation. */
async function ofBatch(
  { database: { read } }: MatrixWorld["runtime"],
  make: (of: { readonly fileId: string; readonly stranger: string }) => Fields,
): Promise<Fields> {
  const file = await read.batchFile.findFirstOrThrow({ where: { batch: { state: "open" } }, include: { batch: true } });
  const stranger = await read.entryMember.findFirstOrThrow({
    where: { entry: { delegationId: { not: file.batch.delegationId } } },
  });
  return make({ fileId: file.id, stranger: stranger.personId });
}

/** The one that is still a draft. */
function lastEntry({ entryIds }: Place): { readonly entry: string } {
  return { entry: entryIds.at(-1) ?? "" };
}

const EVERYONE = ACTORS.join(" ");
const SIGNED_IN = ACTORS.filter((actor) => actor !== "public" && actor !== "result-holder");
const STATES: readonly PlaceName[] = ["registration", "judging", "final"];
const ROUND_STATES: readonly PlaceName[] = ["judging", "complete", "final"];
const HERE: readonly PlaceName[] = ["judging"];

const FINAL: readonly PlaceName[] = ["final"];

/** Where organisations are chosen from a list, those that competitors work or learn at are among them. */
const UNITS_BY_NAME = "units";

/** What an entry says of people; before unblinding it stands on no page with a code of theirs. */
const PEOPLE = "names units delegations";

/** One reward of the district's document is raised. */
const PACK_FIGURES: Fields = {
  status: "draft",
  number: "",
  effectiveFrom: "",
  effectiveTo: "",
  "rowIds[]": ["14-city-winner-grade-3"],
  "amountKinds[]": ["exact"],
  "amounts[]": ["35,000"],
};

export const READS: readonly ReadRow[] = [
  // Public pages say nothing of a competition that was not announced; names stand beside marks only after unblinding.
  { thing: "root load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/public/home load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/public/missing load", places: HERE, nothingAt: HERE, sees: {} },
  { thing: "routes/public/competition load", places: ["draft", ...STATES], nothingAt: ["draft"], sees: { [EVERYONE]: "" } },
  // What is published is everyone's; not what was withdrawn, as the tests of the services show.
  { thing: "routes/public/notice load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/public/notice-file load", places: HERE, sees: { [EVERYONE]: "" } },
  {
    thing: "routes/public/board load",
    places: ["draft", ...STATES, "complete"],
    nothingAt: ["draft"],
    sees: { [EVERYONE]: { judging: "public-codes marks", final: "names delegations public-codes marks" } },
  },
  // Signs only until the works are unblinded.
  { thing: "routes/public/draw load", places: ["judging", "final"], sees: { [EVERYONE]: { final: "entrant-numbers" } } },
  { thing: "routes/public/draw-file load", places: ["judging", "final"], sees: { [EVERYONE]: { final: "entrant-numbers" } } },
  {
    thing: "routes/public/screen load",
    places: ["draft", ...STATES],
    nothingAt: ["draft"],
    sees: { [EVERYONE]: { judging: "public-codes marks", final: "names delegations public-codes marks" } },
  },
  // At its opening the ceremony of what is final says nobody's name; those that it shows later are shown in public.
  { thing: "routes/public/ceremony load", places: ["draft", ...STATES], nothingAt: ["draft"], sees: { [EVERYONE]: "" } },
  { thing: "watch ceremony", places: ["draft", ...STATES], nothingAt: ["draft"], sees: { [EVERYONE]: "" } },
  {
    thing: "watch board",
    places: ["draft", ...STATES, "complete"],
    nothingAt: ["draft"],
    sees: { [EVERYONE]: { judging: "public-codes marks", final: "names delegations public-codes marks" } },
  },
  // By region, as the boards are first asked for; delegations and units of what is published stand there when they are asked for.
  { thing: "routes/public/boards load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/public/boards-file load", places: HERE, sees: { [EVERYONE]: "" } },
  {
    thing: "routes/public/objections load",
    places: ["draft", "judging", "final"],
    nothingAt: ["draft", "judging"],
    sees: { [EVERYONE]: "" },
  },
  { thing: "routes/public/results load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/public/trial load", places: HERE, sees: { [EVERYONE]: "" } },
  {
    thing: "routes/public/trial-file load",
    places: ["draft", "judging", "complete", "final"],
    nothingAt: ["draft", "judging", "complete"],
    sees: { [EVERYONE]: "public-codes marks" },
  },
  {
    thing: "routes/public/my-results load",
    places: ["final"],
    sees: { "result-holder": "names delegations entrant-numbers marks" },
  },
  // His own marks, judges by number: nobody's name, his own included, and no code.
  // His own name and number, for the scanner at check-in; nobody else's page has the code.
  { thing: "routes/public/my-badge load", places: ["final"], sees: { "result-holder": "names entrant-numbers" } },
  { thing: "routes/public/my-explanation load", places: ["final"], sees: { "result-holder": "marks" } },
  // Everything that is stored of him, as it was granted.
  {
    thing: "routes/public/my-data-file load",
    places: ["final"],
    sees: { "result-holder": "names documents units delegations entrant-numbers" },
  },
  { thing: "routes/public/my-certificate load", places: ["final"], sees: { "result-holder": "names units" } },
  // By salt and digest, not by name.
  { thing: "routes/public/my-open-badge load", places: ["final"], sees: { "result-holder": "" } },
  // A half hidden name is the beginning of another one here; the unit is on the certificate.
  { thing: "routes/public/verification load", places: ["final"], sees: { [EVERYONE]: "names units" } },
  { thing: "routes/public/offline-verification load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "certificate-keys-json load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "certificate-keys-pem load", places: HERE, sees: { [EVERYONE]: "" } },

  { thing: "routes/account/sign-in load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/account/issuer-keys load", places: HERE, sees: { administrator: "" } },
  {
    thing: "routes/account/inbox load",
    places: HERE,
    sees: { [SIGNED_IN.join(" ")]: "" },
  },
  {
    thing: "routes/account/desk load",
    places: HERE,
    sees: {
      [ACTORS.filter((actor) => actor !== "public" && actor !== "result-holder").join(" ")]: "",
      "team-leader other-team-leader": "delegations",
    },
  },
  { thing: "routes/account/sign-in-code load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/account/set-password load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/account/own-account load", places: HERE, sees: { [SIGNED_IN.join(" ")]: "" } },
  { thing: "routes/account/renew-password load", places: HERE, sees: { [SIGNED_IN.join(" ")]: "" } },
  { thing: "routes/account/security load", places: HERE, sees: { administrator: "" } },
  { thing: "routes/account/second-factor load", places: HERE, sees: { [SIGNED_IN.join(" ")]: "" } },
  { thing: "routes/account/account load", places: HERE, sees: { administrator: "" } },
  { thing: "routes/api/guide load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/api/interchange-schema load", places: HERE, sees: { [EVERYONE]: "" } },
  { thing: "routes/api/document load", places: HERE, sees: { [EVERYONE]: "" } },
  // Answers ask for a token, as the tests of the API show: no cookie opens them.
  { thing: "routes/api/v1 load", places: HERE, nothingAt: HERE, sees: {} },
  { thing: "routes/account/api-tokens load", places: HERE, sees: { administrator: "" } },
  { thing: "routes/account/system-history load", places: HERE, sees: { administrator: "" } },
  { thing: "routes/account/system-history-file load", places: HERE, sees: { administrator: "" } },
  { thing: "routes/account/accounts load", places: HERE, sees: { administrator: "units" } },
  // Those who hold no competition of such a person find the page and nobody on it.
  {
    thing: "routes/account/data-requests load",
    places: HERE,
    sees: { "organiser administrator": "names", "other-organiser": "" },
  },
  { thing: "routes/account/regions load", places: HERE, sees: { [SIGNED_IN.join(" ")]: "" } },
  { thing: "routes/account/venue-sheets load", places: HERE, sees: { "organiser other-organiser administrator": "" } },
  { thing: "routes/account/venue load", places: HERE, sees: { "organiser other-organiser administrator": "" } },
  { thing: "routes/account/organisations load", places: HERE, sees: { "organiser other-organiser administrator": "units" } },
  { thing: "routes/account/organisation load", places: HERE, sees: { "organiser other-organiser administrator": "" } },
  { thing: "routes/account/organisation-import load", places: HERE, sees: { "organiser other-organiser administrator": "" } },
  { thing: "routes/account/organisation-template load", places: HERE, sees: { "organiser other-organiser administrator": "" } },

  // The policy office is of the whole system: who serves one competition only does not find it.
  { thing: "routes/policy/layout load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  { thing: "routes/policy/overview load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  // Documents are open to everyone in the office, whom a version affects by name to officers.
  { thing: "routes/policy/packs load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  { thing: "routes/policy/pack load", places: FINAL, sees: { "region-officer region-treasurer administrator": "" } },
  { thing: "routes/policy/new-pack load", places: HERE, sees: { "region-officer": "" } },
  { thing: "routes/policy/pack-file load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  { thing: "routes/policy/pack-figures load", places: HERE, sees: { "region-officer": "" } },
  { thing: "routes/policy/pack-structure load", places: HERE, sees: { "region-officer": "" } },
  {
    thing: "routes/policy/pack-version load",
    places: FINAL,
    sees: { "region-officer": "names", "region-treasurer administrator": "" },
  },
  {
    thing: "routes/policy/entitlements load",
    places: ["final"],
    sees: { "region-officer region-treasurer administrator": "names" },
  },
  {
    thing: "routes/policy/entitlement load",
    places: ["final"],
    sees: { "region-officer region-treasurer administrator": "names" },
  },
  { thing: "routes/policy/payers load", places: HERE, sees: { "region-officer region-treasurer administrator": UNITS_BY_NAME } },
  { thing: "routes/policy/payments load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  // Who is paid stands by name; accounts are masked for all.
  { thing: "routes/policy/payment-list load", places: FINAL, sees: { "region-officer region-treasurer administrator": "names" } },
  {
    thing: "routes/policy/payment-sheet load",
    places: FINAL,
    sees: { "region-officer region-treasurer administrator": "names" },
  },
  {
    thing: "routes/policy/payment-workbook load",
    places: FINAL,
    sees: { "region-officer region-treasurer administrator": "names" },
  },
  { thing: "routes/policy/ledger load", places: HERE, sees: { "region-officer region-treasurer administrator": UNITS_BY_NAME } },
  { thing: "routes/policy/ledger-workbook load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  {
    thing: "routes/policy/entitlement-ledger load",
    places: FINAL,
    sees: { "region-officer region-treasurer administrator": "names" },
  },
  { thing: "routes/policy/calendar load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  { thing: "routes/policy/budgets load", places: HERE, sees: { "region-officer region-treasurer administrator": UNITS_BY_NAME } },

  // What officers record of people: theirs, and of those who look over their work; the units to choose from are all there are.
  // Nobody stands on the page before somebody searched; what is found is the answer to an act that is on record.
  { thing: "routes/policy/people load", places: HERE, sees: { "region-officer administrator": "" } },
  { thing: "routes/policy/person load", places: FINAL, sees: { "region-officer administrator": "names units" } },
  { thing: "routes/policy/facts load", places: HERE, sees: { "region-officer administrator": "names" } },
  { thing: "routes/policy/new-fact load", places: HERE, sees: { "region-officer": "units" } },
  { thing: "routes/policy/fact load", places: HERE, sees: { "region-officer administrator": "names" } },
  { thing: "routes/policy/fact-evidence load", places: HERE, sees: { "region-officer administrator": "" } },
  { thing: "routes/policy/fact-title load", places: FINAL, sees: { "region-officer administrator": "names" } },
  // Honours: nominees by name, for those who look over the officers' work, too; the form is the officer's.
  { thing: "routes/policy/honours load", places: HERE, sees: { "region-officer administrator": "names" } },
  { thing: "routes/policy/new-honour load", places: HERE, sees: { "region-officer": "names" } },
  { thing: "routes/policy/honour load", places: HERE, sees: { "region-officer administrator": "names" } },
  { thing: "routes/policy/honour-publicity load", places: HERE, sees: { "region-officer administrator": "names" } },
  { thing: "routes/policy/honour-title load", places: HERE, sees: { "region-officer administrator": "names" } },
  // Banks: proposals are winners by name; nobody without consent is a member, and no list has a document number.
  { thing: "routes/policy/targets load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },
  { thing: "routes/policy/talent-map load", places: HERE, sees: { "region-officer administrator": "" } },
  { thing: "routes/policy/banks load", places: HERE, sees: { "region-officer administrator": "" } },
  { thing: "routes/policy/bank load", places: HERE, sees: { "region-officer administrator": "names units" } },
  { thing: "routes/policy/bank-file load", places: HERE, sees: { "region-officer administrator": "names" } },
  { thing: "routes/policy/bank-member load", places: HERE, sees: { "region-officer administrator": "names" } },
  { thing: "routes/policy/carriers load", places: HERE, sees: { "region-officer region-treasurer administrator": "" } },

  // Preparation: delegations by name, and who was there; whom a message can go to.
  { thing: "routes/office/preparation load", places: HERE, sees: { "organiser supervisor administrator": "delegations" } },
  { thing: "routes/office/preparation-file load", places: HERE, sees: { "organiser supervisor administrator": "" } },
  {
    thing: "routes/office/messages load",
    places: HERE,
    sees: { "organiser administrator": "delegations", supervisor: "" },
  },
  { thing: "routes/office/message load", places: HERE, sees: { "organiser supervisor administrator": "" } },

  // The office: its rooms by role, never a mark beside a name before unblinding.
  { thing: "routes/office/new-competition load", places: HERE, sees: { "organiser other-organiser administrator": "units" } },
  { thing: "routes/office/import-competition load", places: HERE, sees: { administrator: "" } },
  { thing: "routes/office/interchange load", places: STATES, sees: { "organiser administrator": "" } },
  {
    thing: "routes/office/layout load",
    places: STATES,
    sees: { "organiser reviewer supervisor policy-officer region-officer arbitrator administrator": "" },
  },
  {
    thing: "routes/office/overview load",
    places: ["draft", ...STATES],
    sees: {
      "organiser administrator": { draft: "units" },
      "reviewer supervisor policy-officer region-officer": "",
    },
  },
  { thing: "routes/office/events load", places: STATES, sees: { "organiser supervisor administrator": "" } },
  { thing: "routes/office/event load", places: STATES, sees: { "organiser supervisor administrator": "" } },
  {
    thing: "routes/office/people load",
    places: STATES,
    sees: { "organiser administrator": "units delegations", supervisor: "delegations" },
  },
  {
    thing: "routes/office/registrations load",
    places: STATES,
    sees: {
      "organiser reviewer": { registration: PEOPLE, judging: `${PEOPLE} entrant-numbers`, final: `${PEOPLE} entrant-numbers` },
    },
  },
  {
    thing: "routes/office/review load",
    places: ["registration"],
    sees: { "organiser reviewer": PEOPLE },
  },
  {
    thing: "routes/office/draw load",
    places: ["running", "opening", "judging"],
    sees: {
      organiser: {
        running: "names delegations entrant-numbers",
        opening: "names delegations entrant-numbers seat-codes",
        judging: "names delegations entrant-numbers seat-codes",
      },
      supervisor: { running: "entrant-numbers", opening: "entrant-numbers seat-codes", judging: "entrant-numbers seat-codes" },
    },
  },
  {
    thing: "routes/office/check-in load",
    places: ["running", "opening", "judging"],
    sees: {
      organiser: {
        opening: "names delegations entrant-numbers seat-codes",
        judging: "names delegations entrant-numbers seat-codes",
      },
      "blinding-judge": { opening: "seat-codes review-codes", judging: "seat-codes review-codes" },
    },
  },
  // Whom a judge steps back from: of every judge for the office, his own for himself. The units and delegations to choose from are
  // all there are, whether they take part or not, and no code and no mark stands beside them.
  {
    thing: "routes/office/conflicts load",
    places: ["judging"],
    sees: { "organiser administrator supervisor": "units delegations entrant-numbers" },
  },
  { thing: "routes/office/conflict-file load", places: HERE, sees: { "organiser administrator supervisor": "" } },
  { thing: "routes/office/promise-file load", places: HERE, sees: { "organiser administrator supervisor": "" } },
  {
    thing: "routes/judge/conflicts load",
    places: HERE,
    sees: { "chief-judge marking-judge floor-judge blinding-judge": "units delegations" },
  },
  { thing: "routes/judge/conflict-file load", places: HERE, sees: { "marking-judge": "" } },
  { thing: "routes/judge/promise-file load", places: HERE, sees: { "chief-judge marking-judge floor-judge blinding-judge": "" } },

  // Who marks what, and never whose; the chief judge is not even told what a judge is partial to.
  {
    thing: "routes/office/panels load",
    places: ["opening", ...ROUND_STATES],
    sees: { "organiser administrator supervisor chief-judge": "" },
  },
  // The hall sees seats and numbers; nobody finds a name, a code or a mark there.
  {
    thing: "routes/office/hall-record load",
    places: ["opening", ...ROUND_STATES],
    sees: { "floor-judge chief-judge organiser supervisor": "entrant-numbers seat-codes" },
  },
  {
    thing: "routes/office/hall-record-sheet load",
    places: ["opening", "judging"],
    sees: { "floor-judge chief-judge organiser supervisor": "entrant-numbers" },
  },
  {
    thing: "routes/office/hall-record-entry load",
    places: ["opening"],
    sees: { "floor-judge chief-judge organiser supervisor": "entrant-numbers seat-codes" },
  },
  // Marks of a file stand by entrant number; a marking judge never sees them, and nobody finds a code there.
  {
    thing: "routes/office/component-marks load",
    places: ["opening", ...ROUND_STATES],
    sees: { "organiser tally-clerk administrator": { opening: "entrant-numbers" } },
  },
  {
    thing: "routes/office/component-marks-template load",
    places: ["opening", "judging"],
    nothingAt: ["judging"],
    sees: { "organiser tally-clerk administrator": "entrant-numbers" },
  },
  // A sheet is its keeper's alone: here one keeps all three layers; who keeps another is denied by the services.
  {
    thing: "routes/office/code-sheet load",
    places: ["registration", ...ROUND_STATES],
    nothingAt: ["registration"],
    sees: { "blinding-judge": "review-codes seat-codes" },
    // The sheet of the first layer is of people.
    seesElsewhere: { "blinding-judge": "names delegations entrant-numbers" },
  },
  {
    thing: "routes/office/unblinding-record load",
    places: ROUND_STATES,
    nothingAt: ["judging", "complete"],
    sees: {
      "organiser blinding-judge supervisor administrator":
        "names delegations entrant-numbers seat-codes review-codes public-codes",
    },
  },
  {
    thing: "routes/office/unblinding load",
    places: ROUND_STATES,
    sees: {
      "organiser blinding-judge supervisor administrator": {
        final: "names delegations entrant-numbers seat-codes review-codes public-codes",
      },
    },
  },
  {
    thing: "routes/office/trial-file load",
    places: ROUND_STATES,
    nothingAt: ["judging", "complete"],
    sees: { "organiser chief-judge tally-clerk supervisor administrator": "public-codes marks" },
  },
  {
    thing: "routes/office/results load",
    places: ROUND_STATES,
    sees: {
      "organiser chief-judge tally-clerk supervisor administrator": {
        judging: "review-codes marks",
        complete: "review-codes marks",
        final: "names delegations entrant-numbers review-codes public-codes marks",
      },
    },
  },
  {
    thing: "routes/office/score-sheet load",
    places: ROUND_STATES,
    sees: {
      "organiser chief-judge tally-clerk supervisor administrator": {
        judging: "review-codes marks",
        complete: "review-codes marks",
        final: "names units delegations entrant-numbers marks",
      },
    },
  },
  {
    thing: "routes/office/winners-list load",
    places: STATES,
    nothingAt: ["registration", "judging"],
    sees: { organiser: { final: "names units delegations" } },
  },
  {
    thing: "routes/office/certificate-register load",
    places: STATES,
    sees: { "organiser policy-officer region-officer supervisor administrator": { final: "names units" } },
  },
  { thing: "routes/office/scheme load", places: STATES, sees: { "organiser chief-judge supervisor administrator": "" } },
  {
    thing: "routes/office/scheme-file load",
    places: ["judging", "final"],
    sees: { "organiser chief-judge supervisor administrator": "" },
  },
  // By code; an arbitrator knows names whose appeals are before him, and sees no code of a work before unblinding.
  {
    thing: "routes/office/notes load",
    places: ROUND_STATES,
    sees: { "chief-judge tally-clerk supervisor": { judging: "review-codes" }, arbitrator: "" },
  },
  { thing: "routes/office/note-photo load", places: HERE, sees: { "chief-judge tally-clerk supervisor": "" } },
  {
    thing: "routes/office/corrections load",
    places: ROUND_STATES,
    sees: {
      "organiser chief-judge supervisor administrator": { judging: "review-codes marks", complete: "review-codes marks" },
    },
  },
  {
    thing: "routes/office/correction-sheet load",
    places: ROUND_STATES,
    nothingAt: ["final"],
    sees: { "organiser chief-judge supervisor administrator": "review-codes marks" },
  },
  {
    thing: "routes/office/recheck load",
    places: ROUND_STATES,
    sees: { "organiser chief-judge supervisor administrator": { final: "review-codes" } },
  },
  {
    thing: "routes/office/recheck-sheet load",
    places: ROUND_STATES,
    nothingAt: ["judging", "complete"],
    sees: { "organiser chief-judge supervisor administrator": "review-codes" },
  },
  {
    thing: "routes/office/explanation load",
    places: ROUND_STATES,
    sees: {
      "organiser chief-judge tally-clerk supervisor administrator": {
        judging: "review-codes marks",
        complete: "review-codes marks",
        final: "names delegations entrant-numbers review-codes marks",
      },
    },
  },
  {
    thing: "routes/office/rescore load",
    places: ROUND_STATES,
    sees: {
      "organiser supervisor arbitrator chief-judge administrator": { final: "names delegations entrant-numbers" },
    },
  },
  {
    thing: "watch round",
    places: STATES,
    sees: {
      "organiser reviewer chief-judge tally-clerk blinding-judge supervisor policy-officer region-officer administrator": "",
    },
  },
  {
    thing: "routes/office/programme load",
    places: ["draft", ...STATES],
    sees: { "organiser supervisor policy-officer region-officer administrator": "" },
  },
  // What stands in a file is read out of it. Papers name people for those who run the day; what a supervisor may have before
  // unblinding names nobody.
  { thing: "routes/office/papers load", places: ["draft", ...STATES], sees: { organiser: "" } },
  {
    thing: "routes/office/registration-summary load",
    places: STATES,
    sees: {
      "organiser reviewer": {
        registration: `${PEOPLE} telephones`,
        judging: `${PEOPLE} entrant-numbers`,
        final: `${PEOPLE} entrant-numbers`,
      },
    },
  },
  {
    thing: "routes/office/order-book load",
    places: STATES,
    sees: {
      organiser: {
        judging: `${PEOPLE} entrant-numbers`,
        final: `${PEOPLE} entrant-numbers`,
      },
    },
  },
  {
    thing: "routes/office/event-paper load",
    places: ["opening", ...ROUND_STATES],
    sees: { organiser: "names units entrant-numbers seat-codes" },
  },
  // Where a draw is by hand.
  {
    thing: "routes/office/hand-draw-record load",
    places: ["opening", "judging"],
    nothingAt: ["judging"],
    sees: { "organiser supervisor": "entrant-numbers" },
  },
  {
    thing: "routes/office/draw-sheet load",
    places: ["opening", ...ROUND_STATES],
    sees: { "organiser supervisor": "entrant-numbers seat-codes" },
  },
  {
    thing: "routes/office/special-awards load",
    places: STATES,
    sees: { "organiser supervisor policy-officer region-officer administrator": { final: "names delegations marks" } },
  },
  // Forms that are not done stand there by code, and nothing of whose they are.
  {
    thing: "routes/office/live load",
    places: [...STATES, "complete"],
    sees: { "organiser administrator": { judging: "review-codes" } },
  },
  // Who wins what is on no page before the screen shows it; who looks, or prints the order, is on record.
  { thing: "routes/office/ceremony load", places: STATES, sees: { "organiser administrator": "" } },
  { thing: "routes/office/ceremony-stage load", places: STATES, sees: { "organiser administrator": "" } },
  {
    thing: "routes/office/ceremony-steps load",
    places: ["judging", "final"],
    nothingAt: ["judging"],
    sees: { "organiser administrator": "" },
  },
  // Who objects stands on no page: his name is asked for, and each asking is on record.
  {
    thing: "routes/office/cases load",
    places: STATES,
    sees: { "organiser supervisor arbitrator administrator": { final: "names delegations entrant-numbers" } },
  },
  {
    thing: "routes/office/case-file load",
    places: ["final"],
    sees: { "organiser supervisor arbitrator administrator": "names delegations entrant-numbers" },
  },
  {
    thing: "routes/office/certificates load",
    places: STATES,
    sees: { "organiser supervisor policy-officer region-officer administrator": { final: "names units delegations" } },
  },
  {
    thing: "routes/office/certificate-bundle load",
    places: STATES,
    nothingAt: ["registration", "judging"],
    sees: { "organiser supervisor policy-officer region-officer administrator": "names units" },
  },
  {
    thing: "routes/office/certificate-badge load",
    places: ["final"],
    sees: { "organiser supervisor policy-officer region-officer administrator": "" },
  },
  { thing: "routes/office/certificate-design load", places: STATES, sees: { "organiser administrator": "" } },
  { thing: "routes/office/certificate-preview load", places: STATES, sees: { "organiser administrator": "" } },
  {
    thing: "routes/office/certificate-file load",
    places: ["final"],
    sees: { "organiser supervisor policy-officer region-officer administrator": "names units" },
  },
  {
    thing: "routes/office/entitlements load",
    places: STATES,
    sees: { "organiser supervisor policy-officer region-officer administrator": { final: "names" } },
  },
  {
    thing: "routes/office/entitlement load",
    places: ["final"],
    sees: { "organiser supervisor policy-officer region-officer administrator": "names" },
  },
  {
    thing: "routes/office/grades load",
    places: STATES,
    sees: { "organiser supervisor policy-officer region-officer administrator": "" },
  },
  {
    thing: "routes/office/promotions load",
    places: STATES,
    sees: { "organiser supervisor policy-officer region-officer administrator": { final: "names units" } },
  },
  {
    thing: "routes/office/promotion-roster load",
    places: ["final"],
    sees: { "organiser supervisor policy-officer region-officer administrator": "names units" },
  },
  {
    thing: "routes/office/title-statement load",
    places: ["final"],
    sees: { "organiser supervisor policy-officer region-officer administrator": "names" },
  },
  {
    thing: "routes/office/advancement load",
    places: STATES,
    sees: { "organiser reviewer supervisor policy-officer region-officer administrator": "" },
  },
  // Works under codes, or entries under numbers, and never both while a round is blind: who seats people sees no mark.
  {
    thing: "routes/office/history load",
    places: STATES,
    sees: {
      organiser: { registration: "delegations", final: "review-codes marks" },
      "supervisor arbitrator administrator": { final: "review-codes marks" },
    },
  },
  {
    thing: "routes/office/history-file load",
    places: STATES,
    nothingAt: ["registration", "judging"],
    sees: { "organiser supervisor administrator": { final: "review-codes" } },
  },

  // A delegation is its own leader's; the other leader finds nothing.
  {
    thing: "routes/delegation/roster load",
    places: STATES,
    sees: { "team-leader": { registration: PEOPLE, judging: `${PEOPLE} entrant-numbers`, final: `${PEOPLE} entrant-numbers` } },
  },
  // The form of one entry has the telephones that its leader typed; documents stay masked.
  { thing: "routes/delegation/entry load", places: ["registration"], sees: { "team-leader": `${PEOPLE} telephones` } },
  // Of an accepted entry only.
  {
    thing: "routes/delegation/entry-badge load",
    places: ["registration", "final"],
    nothingAt: ["registration"],
    sees: { "team-leader": "names delegations entrant-numbers" },
  },
  { thing: "routes/delegation/entry-file load", places: ["registration"], sees: { "team-leader": "" } },
  { thing: "routes/office/registration-file load", places: ["registration"], sees: { "organiser reviewer": "" } },
  {
    thing: "routes/delegation/appeals load",
    places: STATES,
    sees: {
      "team-leader": {
        registration: "delegations",
        judging: "names delegations entrant-numbers",
        final: "names delegations entrant-numbers",
      },
    },
  },
  { thing: "routes/delegation/meetings load", places: STATES, sees: { "team-leader": "delegations" } },
  { thing: "routes/delegation/minutes-file load", places: HERE, sees: { "team-leader": "" } },
  {
    thing: "routes/delegation/draws load",
    places: STATES,
    sees: {
      "team-leader": {
        registration: "delegations",
        judging: "names delegations entrant-numbers",
        final: "names delegations entrant-numbers",
      },
    },
  },
  {
    thing: "routes/delegation/appeal-file load",
    places: ["final"],
    sees: { "team-leader": "names delegations entrant-numbers" },
  },
  // Its people stand there to choose from while files are under way only.
  { thing: "routes/delegation/attachment-batch load", places: STATES, sees: { "team-leader": "delegations" } },
  { thing: "routes/delegation/import load", places: STATES, sees: { "team-leader": "delegations" } },
  { thing: "routes/delegation/roster-import load", places: ["registration"], sees: { "team-leader": "delegations" } },
  { thing: "routes/delegation/marked-roster load", places: ["registration"], sees: { "team-leader": "names units telephones" } },
  {
    thing: "routes/office/marked-roster load",
    places: ["registration"],
    sees: { organiser: "names units delegations telephones" },
  },
  { thing: "routes/office/import load", places: STATES, sees: { organiser: "" } },
  { thing: "routes/office/roster-import load", places: ["registration"], sees: { organiser: "delegations" } },
  { thing: "routes/office/roster-template load", places: ["registration"], sees: { organiser: "units delegations" } },
  { thing: "routes/delegation/template load", places: ["registration"], sees: { "organiser team-leader": "units" } },
  {
    thing: "routes/delegation/registration-summary load",
    places: ["registration"],
    sees: { "team-leader": `${PEOPLE} telephones` },
  },

  // Marking roles see codes only: never a name, a unit or a delegation, before unblinding or after.
  {
    thing: "routes/hall/matrix load",
    places: ["opening", ...ROUND_STATES],
    sees: { "chief-judge": { judging: "review-codes marks", complete: "review-codes marks", final: "review-codes marks" } },
  },
  {
    thing: "routes/hall/paper load",
    places: ["opening", "judging"],
    sees: { "organiser chief-judge tally-clerk": { judging: "review-codes" } },
  },
  // Who keys sees what stands on the paper's boxes, never what another keyed.
  { thing: "routes/hall/paper-form load", places: HERE, sees: { "chief-judge tally-clerk": "review-codes" } },
  { thing: "routes/hall/paper-scan load", places: HERE, sees: { "chief-judge tally-clerk supervisor": "" } },
  // Everyone is told who he is himself, and nobody of anyone else.
  { thing: "routes/judge/sessions load", places: HERE, sees: { [EVERYONE]: "" } },
  {
    thing: "routes/judge/day load",
    places: HERE,
    sees: { "other-event-judge officials-elsewhere": "", "chief-judge marking-judge tally-clerk": "review-codes" },
  },
  // Leads to the place on the tablet.
  { thing: "routes/judge/form load", places: HERE, sees: { "marking-judge": "" } },
  { thing: "routes/judge/form-state load", places: HERE, sees: { "marking-judge": "review-codes" } },
  { thing: "routes/hall/tablet-codes load", places: HERE, sees: { "organiser chief-judge": "" } },
  { thing: "routes/judge/correction load", places: HERE, sees: { "chief-judge marking-judge tally-clerk": "review-codes" } },
  { thing: "routes/judge/confirmation load", places: HERE, sees: { "chief-judge tally-clerk": "review-codes" } },
  { thing: "watch form", places: HERE, sees: { "chief-judge marking-judge tally-clerk": "" } },
];

const IN_THE_HALL: readonly ActorName[] = ["floor-judge", "chief-judge", "organiser"];
const MARKS_BY_FILE: readonly ActorName[] = ["organiser", "administrator", "tally-clerk"];
const OFFICE: readonly ActorName[] = ["organiser", "administrator"];

const NEXT_LIST = { payerId: "unit-bureau", year: "2026", month: "2026-11", budgetId: "" };
const CLAW_BACK = { amount: "20000", reason: "仲裁后名次改变", reference: "仲裁〔2026〕1号" };
const EXPENSE = {
  organisationId: "unit-bureau",
  budgetId: "",
  year: "2026",
  amount: "1,500.50",
  reason: "场地布置",
  reference: "合同 2026-7",
};
const BUDGET = {
  organisationId: "unit-works",
  party: "enterprise",
  year: "2026",
  purpose: "rewards",
  competitionId: "",
  amount: "500000",
  reference: "捐赠协议 2026-1",
};

const PLAN_FIELDS = {
  name: "通州区职业技能大赛",
  nameEn: "Tongzhou Skills Competition",
  tier: "district",
  class: "class-1",
  venue: "实训中心",
  registrationClosesAt: "2026-11-27T17:00",
  startsOn: "2026-12-05",
  endsOn: "2026-12-06",
  publicityWorkingDays: "5",
  "hostRelation[]": ["host-authority"],
  "host[]": ["110112"],
  "packs[]": ["tongzhou"],
};

const SERIES = {
  name: "通州区物流行业技能竞赛",
  nameEn: "Tongzhou Logistics Trade Competition",
  tier: "district",
  sphere: "trade",
  everyYears: "",
  "regionCodes[]": ["110112"],
};

const MEETING = {
  kind: "leaders-meeting",
  eventId: "",
  heldAt: "2026-11-19T09:00",
  place: "201",
  minutes: "议定",
};

const NEW_EVENT = "HG";
const PROMOTION_SETTERS: readonly ActorName[] = ["organiser", "policy-officer", "region-officer", "administrator"];
const FACT_FIELDS = {
  kind: "result",
  competition: "第三届全国职业技能大赛",
  tier: "nation",
  class: "class-1",
  event: "电工",
  occupationCode: "",
  entryKind: "individual",
  roundReached: "final",
  place: "1",
  award: "gold",
  awardGrade: "1",
  occurredOn: "2026-09-20",
  reference: "人社部函〔2026〕88号",
  file: scanOf("evidence.png"),
};
const EVENT_FIELDS = {
  name: "焊工",
  nameEn: "Welding",
  occupationCode: "6-18-02-04",
  group: "workers",
  entryKind: "individual",
  quota: "24",
  upperEventId: "",
};

const RULES_FIELDS = { basedOn: "1", reason: "三名改为两名", ...toRulesFields(DEFAULT_RULES) };

const nothing = () => ({});

const findNewestScheme = ({ eventId }: Place, { runtime }: MatrixWorld) =>
  runtime.database.read.markingScheme.findFirstOrThrow({ where: { eventId }, orderBy: { version: "desc" } });

/** In the order of the story: each act finds what the acts before it left. */
export const INTENTS: readonly IntentRow[] = [
  // A judge's device says that it is there.
  {
    thing: "routes/judge/presence seen",
    place: "judging",
    allowed: ["chief-judge", "marking-judge", "other-event-judge", "tally-clerk", "officials-elsewhere"],
    body: () => ({ deviceId: "tablet-1" }),
  },
  {
    thing: "routes/office/entitlements ask-document",
    place: "final",
    allowed: ["policy-officer", "region-officer"],
    body: () => ({ name: "dalian", reason: "有大连选手获奖" }),
    foreign: () => ({ name: "no-such-document", reason: "有大连选手获奖" }),
  },
  ...listEntitlementRows("office", ["policy-officer", "region-officer"], []),
  ...listEntitlementRows("policy", ["region-officer"], ["region-treasurer"]),
  {
    thing: "routes/account/sign-in sign-in",
    place: "judging",
    allowed: ACTORS,
    answer: "refused",
    body: () => ({ username: "nobody", password: "wrong" }),
  },
  {
    thing: "routes/account/sign-in-code sign-in-with-code",
    place: "judging",
    allowed: ACTORS,
    answer: "refused",
    body: () => ({ code: "123456" }),
  },
  {
    thing: "routes/account/set-password set-password",
    place: "judging",
    allowed: ACTORS,
    answer: "refused",
    body: () => ({ password: "a long password", repeated: "a long password" }),
  },
  {
    thing: "routes/account/second-factor enrol-second-factor",
    place: "judging",
    allowed: SIGNED_IN,
    answer: "refused",
    body: () => ({ code: "000000" }),
  },
  {
    thing: "routes/account/own-account change-password",
    place: "judging",
    allowed: SIGNED_IN,
    answer: "refused",
    body: () => ({ current: "wrong", password: "a long password", repeated: "a long password" }),
  },
  {
    thing: "routes/account/own-account set-pin",
    place: "judging",
    allowed: SIGNED_IN,
    answer: "refused",
    body: () => ({ current: "wrong", pin: "246810" }),
  },
  {
    thing: "routes/account/own-account renew-recovery-codes",
    place: "judging",
    allowed: SIGNED_IN,
    answer: "refused",
    body: () => ({ current: "wrong" }),
  },
  {
    thing: "routes/account/renew-password change-password",
    place: "judging",
    allowed: SIGNED_IN,
    answer: "refused",
    body: () => ({ current: "wrong", password: "a long password", repeated: "a long password" }),
  },
  {
    thing: "routes/account/security set-password-policy",
    place: "judging",
    allowed: ["administrator"],
    body: () => ({ shortest: "12", classes: "2", longestDays: "", shortestPin: "6", refusedWords: "" }),
  },
  {
    thing: "routes/account/own-account end-own-session",
    place: "judging",
    allowed: SIGNED_IN,
    answer: "refused",
    body: () => ({ session: "no-such-session" }),
  },
  { thing: "routes/account/own-account end-other-sessions", place: "judging", allowed: SIGNED_IN, body: nothing },
  {
    thing: "routes/account/account make-link",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ userId: await findBystander(runtime) }),
    foreign: () => ({ userId: "no-such-account" }),
  },
  {
    thing: "routes/account/account end-account-sessions",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ userId: await findBystander(runtime) }),
  },
  {
    thing: "routes/account/account disable-account",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ userId: await plantStranger(runtime) }),
    foreign: (_place, { userIds }) => ({ userId: userIds.get("administrator") ?? "" }),
  },
  {
    thing: "routes/account/account enable-account",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ userId: await plantStranger(runtime, true) }),
    foreign: () => ({ userId: "no-such-account" }),
  },
  {
    thing: "routes/account/account erase-account",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ userId: await plantStranger(runtime, true) }),
    foreign: () => ({ userId: "no-such-account" }),
  },
  {
    thing: "routes/account/sign-out sign-out",
    place: "judging",
    allowed: ACTORS.filter((actor) => actor !== "public" && actor !== "result-holder"),
    body: nothing,
  },
  // Whoever has the code may compare a name.
  {
    thing: "routes/public/verification check-holder",
    place: "final",
    allowed: ACTORS,
    body: () => ({ name: "无此人" }),
  },
  {
    thing: "routes/office/certificates prepare-certificates",
    place: "final",
    allowed: ["organiser", "administrator"],
    body: () => ({ "kinds[]": ["participation"] }),
  },
  {
    thing: "routes/office/certificates hand-out-certificate",
    place: "final",
    allowed: ["organiser", "administrator"],
    body: ({ certificate }) => ({ certificateId: certificate, way: "holder", taker: "", reason: "补发" }),
    foreign: () => ({ certificateId: "nowhere", way: "holder", taker: "", reason: "" }),
  },
  {
    thing: "routes/office/certificates revoke-certificate",
    place: "final",
    allowed: ["organiser", "administrator"],
    body: ({ certificate }) => ({ certificateId: certificate, what: "replace", reason: "姓名用字更正" }),
    foreign: () => ({ certificateId: "nowhere", what: "revoke", reason: "不是本大赛的" }),
  },
  {
    thing: "routes/office/certificate-design set-certificate-design",
    place: "final",
    allowed: ["organiser", "administrator"],
    body: () => ({
      template: "modern",
      paper: "A4-landscape",
      languages: "both",
      "fields[]": ["qr", "number"],
      heading: "40, 24, 233, 33",
      body: "40, 60, 233, 86",
      verification: "38, 150, 110, 38",
      issuers: "148, 150, 125, 38",
      offsetX: "0",
      offsetY: "0",
    }),
  },
  {
    thing: "routes/public/results look-up",
    place: "judging",
    allowed: ACTORS,
    answer: "refused",
    body: () => ({ name: "无此人", documentNumber: "110112199003071234" }),
  },
  { thing: "routes/account/issuer-keys rotate-issuer-key", place: "judging", allowed: ["administrator"], body: () => ({}) },
  {
    thing: "routes/account/api-tokens create-token",
    place: "judging",
    allowed: ["administrator"],
    body: () => ({ name: "成绩大屏", "scopes[]": ["boards"], days: "30" }),
  },
  {
    thing: "routes/account/api-tokens revoke-token",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ tokenId: await plantToken(runtime) }),
  },
  {
    thing: "routes/account/accounts create-account",
    place: "judging",
    allowed: ["administrator"],
    body: () => ({ username: "new.judge", displayName: "新来的", organisationId: "" }),
  },
  {
    thing: "routes/account/accounts grant-system-role",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ userId: await findBystander(runtime), role: "treasurer" }),
    foreign: async (_place, { runtime }) => ({ userId: await findBystander(runtime), role: "administrator" }),
  },
  {
    thing: "routes/account/accounts revoke-system-role",
    place: "judging",
    allowed: ["administrator"],
    body: async (_place, { runtime }) => ({ grantId: await plantWideGrant(runtime) }),
    foreign: async (_place, { runtime }) => ({ grantId: await findAdministration(runtime) }),
  },
  {
    thing: "routes/account/organisations add-organisation",
    place: "judging",
    allowed: ["organiser", "other-organiser", "administrator"],
    body: () => ({ name: "新设立的单位", nameEn: "A New Unit", kind: "enterprise", regionCode: "110112" }),
  },
  {
    thing: "routes/account/organisation change-organisation",
    place: "judging",
    allowed: ["organiser", "other-organiser", "administrator"],
    body: () => ({ name: "通州区人社局", nameEn: "Tongzhou Bureau", kind: "authority", regionCode: "110112", creditCode: "" }),
    foreign: () => ({ name: "通州区技师学院", nameEn: "Taken", kind: "authority", regionCode: "110112", creditCode: "" }),
  },
  {
    thing: "routes/account/organisation delete-organisation",
    place: "judging",
    at: () => ({ organisation: "unit-idle" }),
    allowed: ["organiser", "other-organiser", "administrator"],
    before: ({ runtime }) => plantIdleUnit(runtime),
    body: () => ({}),
  },
  {
    thing: "routes/account/organisation-import preview",
    place: "judging",
    allowed: ["organiser", "other-organiser", "administrator"],
    body: () => ({ file: UNITS_FILE }),
  },
  {
    thing: "routes/account/organisation-import import-organisations",
    place: "judging",
    allowed: ["organiser", "other-organiser", "administrator"],
    body: async (_place, { runtime }) => ({ file: UNITS_FILE, digest: await findUnitsDigest(runtime) }),
    foreign: () => ({ file: UNITS_FILE, digest: sha256("another file") }),
  },
  {
    thing: "routes/office/new-competition create-competition",
    place: "judging",
    allowed: ["organiser", "other-organiser", "administrator"],
    body: () => ({ ...PLAN_FIELDS, code: "founded" }),
  },

  // What a document says is taken for what happened: nobody but the administrator brings one.
  {
    thing: "routes/office/import-competition import-competition",
    place: "judging",
    allowed: ["administrator"],
    body: () => ({ file: TRAVELLED_FILE }),
    foreign: () => ({ file: new File(["{}"], "travelled.json") }),
  },
  {
    thing: "routes/office/interchange-file export-competition",
    place: "final",
    allowed: OFFICE,
    body: () => ({}),
  },
  {
    thing: "routes/office/interchange-file export-with-people",
    place: "final",
    allowed: ["administrator"],
    body: () => ({}),
  },

  // The other organiser leads no such competition: its schemes do not leave by a copy.
  {
    thing: "routes/office/new-competition clone-competition",
    place: "final",
    allowed: OFFICE,
    body: ({ competitionId }) => ({ ...PLAN_FIELDS, code: "next-edition", fromId: competitionId }),
    foreign: ({ competitionId }) => ({ ...PLAN_FIELDS, code: "founded-x", "host[]": ["999999"], fromId: competitionId }),
  },

  { thing: "routes/office/overview change-competition", place: "draft", allowed: OFFICE, body: () => PLAN_FIELDS },
  {
    thing: "routes/office/events create-event",
    place: "draft",
    allowed: OFFICE,
    body: () => ({ ...EVENT_FIELDS, code: NEW_EVENT }),
    foreign: () => ({ ...EVENT_FIELDS, code: "HH", upperEventId: "no-such-event" }),
  },
  {
    thing: "routes/office/event set-quota",
    place: "draft",
    allowed: OFFICE,
    body: () => ({ quota: "37", delegationQuota: "5" }),
  },
  {
    thing: "routes/office/event set-upper-event",
    place: "draft",
    allowed: OFFICE,
    body: async (_place, { runtime }) => ({ upperEventId: await plantEventAbove(runtime) }),
    foreign: ({ eventId }) => ({ upperEventId: eventId }),
  },
  // Its entries stand against it: who may remove an event is told so.
  {
    thing: "routes/office/event remove-event",
    place: "registration",
    allowed: OFFICE,
    answer: "refused",
    body: () => ({ reason: "建错" }),
  },
  {
    thing: "routes/office/event cancel-event",
    place: "registration",
    allowed: OFFICE,
    body: () => ({ cancelReason: "" }),
    answer: "refused",
    foreign: () => ({ cancelReason: "" }),
  },
  { thing: "routes/office/event set-rules", place: "draft", allowed: OFFICE, body: () => RULES_FIELDS },
  {
    thing: "routes/office/event set-rounds",
    place: "draft",
    allowed: OFFICE,
    body: () => ({
      preliminary: "on",
      preliminaryRule: "places",
      preliminaryNumber: "30",
      "semi-finalRule": "share",
      "semi-finalNumber": "",
    }),
  },
  {
    thing: "routes/office/event preview-scheme",
    place: "draft",
    allowed: OFFICE,
    body: () => ({ file: readSchemeBytes().file }),
  },
  {
    thing: "routes/office/event import-scheme",
    place: "draft",
    // The event of the row above: without its scheme nothing could be announced.
    at: () => ({ event: NEW_EVENT }),
    allowed: OFFICE,
    body: async ({ competitionId }, { runtime }) => {
      const event = await runtime.database.read.event.findFirst({ where: { competitionId, code: NEW_EVENT } });
      return {
        file: readSchemeBytes().file,
        digest: await readSchemeBytes().digestFor(runtime, event?.id ?? ""),
        reason: "首版",
      };
    },
  },
  {
    thing: "routes/office/scheme save-scheme",
    place: "draft",
    allowed: OFFICE,
    body: async (place, world) => {
      const { content, version } = await findNewestScheme(place, world);
      const draft = JSON.stringify(toDraft(content as unknown as MarkingScheme));
      return { draft, basedOn: String(version), reason: "更正错字", round: "1" };
    },
  },
  {
    thing: "routes/office/scheme copy-scheme",
    place: "draft",
    allowed: OFFICE,
    body: async (place, world) => {
      const { id, version } = await findNewestScheme(place, world);
      return { source: id, basedOn: String(version), reason: "恢复", round: "1" };
    },
    foreign: async (place, world) => {
      const { version } = await findNewestScheme(place, world);
      return { source: "no-such-scheme", basedOn: String(version), reason: "恢复", round: "1" };
    },
  },
  {
    thing: "routes/office/people grant-role",
    place: "draft",
    allowed: OFFICE,
    body: (_place, { userIds }) => ({ userId: userIds.get("signed-in") ?? "", role: "policy-officer", eventId: "" }),
    foreign: (_place, { userIds, places }) => ({
      userId: userIds.get("signed-in") ?? "",
      role: "tally-clerk",
      eventId: places.opening.eventId,
    }),
  },
  {
    thing: "routes/office/people grant-role",
    place: "opening",
    allowed: OFFICE,
    body: (_place, { userIds }) => ({ userId: userIds.get("signed-in") ?? "", role: "reviewer", eventId: "" }),
    // Nobody makes an administrator of himself.
    foreign: (_place, { userIds }) => ({ userId: userIds.get("organiser") ?? "", role: "administrator", eventId: "" }),
  },
  {
    thing: "routes/office/people revoke-role",
    place: "draft",
    allowed: OFFICE,
    body: async ({ competitionId }, { runtime, userIds }) => ({
      grantId: await findGrant(runtime, competitionId, userIds.get("reviewer")),
    }),
    foreign: async (_place, { runtime, userIds, places }) => ({
      grantId: await findGrant(runtime, places.judging.competitionId, userIds.get("reviewer")),
    }),
  },
  {
    thing: "routes/office/people make-link",
    place: "registration",
    allowed: OFFICE,
    body: (_place, { userIds }) => ({ userId: userIds.get("other-team-leader") ?? "" }),
    foreign: (_place, { userIds }) => ({ userId: userIds.get("region-officer") ?? "" }),
  },
  {
    thing: "routes/office/people create-delegation",
    place: "draft",
    allowed: OFFICE,
    body: (_place, { userIds }) => ({
      name: "新代表队",
      nameEn: "New Delegation",
      regionCode: "110112",
      leader: "existing",
      userId: userIds.get("other-team-leader") ?? "",
    }),
  },
  {
    thing: "routes/office/preparation set-filing-number",
    place: "draft",
    allowed: OFFICE,
    body: () => ({ filingNumber: "京人社竞备〔2026〕18号" }),
  },
  {
    thing: "routes/office/preparation set-supervision-telephone",
    place: "draft",
    allowed: OFFICE,
    body: () => ({ supervisionTelephone: "010-6900 0000" }),
  },
  {
    thing: "routes/office/preparation set-gates",
    place: "draft",
    allowed: OFFICE,
    body: () => ({ "gates[]": ["leaders-meeting"] }),
  },
  {
    thing: "routes/office/preparation publish-notice",
    place: "draft",
    allowed: OFFICE,
    body: ({ eventId }) => ({ kind: "technical-document", eventId, replacesId: "", title: "Document", titleEn: "", body: "1." }),
    foreign: (_place, { places }) => ({
      kind: "notice",
      eventId: "",
      replacesId: places.judging.notice,
      title: "Document",
      titleEn: "",
      body: "1.",
    }),
  },
  {
    thing: "routes/office/preparation withdraw-notice",
    place: "judging",
    allowed: OFFICE,
    body: async ({ competitionId }, { runtime }) => {
      const where = { competitionId, titleEn: "To be withdrawn" };
      return { noticeId: (await runtime.database.read.notice.findFirstOrThrow({ where })).id, reason: "有误" };
    },
    foreign: () => ({ noticeId: "none", reason: "有误" }),
  },
  {
    thing: "routes/office/preparation record-meeting",
    place: "judging",
    allowed: OFFICE,
    body: ({ delegation }) => ({ ...MEETING, "attendees[]": [delegation] }),
    foreign: (_place, { places }) => ({ ...MEETING, "attendees[]": [places.registration.delegation] }),
  },
  {
    thing: "routes/office/preparation void-meeting",
    place: "judging",
    allowed: OFFICE,
    body: async ({ competitionId }, { runtime }) => {
      const where = { competitionId, minutes: "-" };
      return { meetingId: (await runtime.database.read.meeting.findFirstOrThrow({ where })).id, reason: "误登" };
    },
    foreign: () => ({ meetingId: "none", reason: "误登" }),
  },
  {
    thing: "routes/office/messages write-message",
    place: "judging",
    allowed: OFFICE,
    body: () => ({ to: "team-leaders", eventId: "", delegationId: "", title: "Arrival", text: "At eight." }),
    foreign: (_place, { places }) => ({
      to: "team-leaders",
      eventId: "",
      delegationId: places.registration.delegation,
      title: "Arrival",
      text: "At eight.",
    }),
  },
  // Another's message does not exist: the first reads his own, the others are refused it.
  {
    thing: "routes/account/inbox open-message",
    place: "judging",
    allowed: SIGNED_IN,
    body: () => ({ receiptId: `receipt-${SIGNED_IN[0]}` }),
    foreign: () => ({ receiptId: "receipt-result-holder" }),
  },
  { thing: "routes/account/inbox read-all", place: "judging", allowed: SIGNED_IN, body: nothing },
  {
    thing: "routes/public/my-results open-message",
    place: "final",
    allowed: ["result-holder"],
    body: () => ({ receiptId: "receipt-result-holder" }),
    foreign: () => ({ receiptId: "receipt-organiser" }),
  },
  { thing: "routes/public/my-results read-all", place: "final", allowed: ["result-holder"], body: nothing },
  { thing: "routes/office/overview announce", place: "draft", allowed: OFFICE, body: nothing },
  { thing: "routes/office/overview open-registration", place: "draft", allowed: OFFICE, body: nothing },
  // Nobody is registered: the rules say no to those who may.
  { thing: "routes/office/overview start", place: "draft", allowed: OFFICE, answer: "refused", body: nothing },

  {
    thing: "routes/delegation/import preview",
    place: "registration",
    allowed: ["team-leader"],
    body: async () => ({ file: (await readRosterBytes()).file }),
  },
  {
    thing: "routes/delegation/roster-import import-roster",
    place: "registration",
    allowed: ["team-leader"],
    before: async ({ runtime, places }) => void (await prepareImport(runtime, places.registration, "one")),
    at: () => ({ import: preparedImport() }),
    body: nothing,
  },
  {
    thing: "routes/delegation/roster-import cancel-import",
    place: "registration",
    allowed: ["team-leader"],
    before: async ({ runtime, places }) => void (await prepareImport(runtime, places.registration, "one")),
    at: () => ({ import: preparedImport() }),
    body: nothing,
  },
  {
    thing: "routes/office/import preview",
    place: "registration",
    allowed: ["organiser"],
    body: async () => ({ file: (await readRosterBytes()).file }),
  },
  {
    thing: "routes/office/roster-import import-roster",
    place: "registration",
    allowed: ["organiser"],
    before: async ({ runtime, places }) => void (await prepareImport(runtime, places.registration, "all")),
    at: () => ({ wholeImport: preparedImport() }),
    body: nothing,
  },
  {
    thing: "routes/office/roster-import cancel-import",
    place: "registration",
    allowed: ["organiser"],
    before: async ({ runtime, places }) => void (await prepareImport(runtime, places.registration, "all")),
    at: () => ({ wholeImport: preparedImport() }),
    body: nothing,
  },
  // Of a document that tells no date of birth nobody knows whether a guardian is needed.
  {
    thing: "routes/public/my-results give-consent",
    place: "final",
    allowed: ["result-holder"],
    answer: "refused",
    body: () => ({ version: CONSENT_VERSION, agreed: "yes" }),
  },
  {
    thing: "routes/public/my-results withdraw-consent",
    place: "final",
    allowed: ["result-holder"],
    body: () => ({}),
    before: async ({ runtime, places }) => {
      const consent = { id: "planted", personId: places.final.person, version: CONSENT_VERSION, givenBy: "self" };
      await plantRows(runtime, (tables) => tables.consent.create({ data: { ...consent, givenAt: runtime.clock.now() } }));
    },
  },
  {
    thing: "routes/public/my-results request-data",
    place: "final",
    allowed: ["result-holder"],
    body: () => ({ kind: "export" }),
  },
  {
    thing: "routes/account/data-requests record-request",
    place: "registration",
    allowed: ["organiser", "administrator", "other-organiser"],
    body: async ({ entryIds }, { runtime }) => ({
      kind: "export",
      documentNumber: await findDocument(runtime, entryIds[0] ?? ""),
    }),
  },
  {
    thing: "routes/account/data-requests grant-export",
    place: "final",
    allowed: ["organiser", "administrator", "other-organiser"],
    body: () => ({ requestId: "planted-grant" }),
    before: (world) => plantRequest(world, "planted-grant", "export", world.places.final.person),
  },
  {
    thing: "routes/account/data-request-file open-export",
    place: "final",
    allowed: ["organiser", "administrator"],
    at: () => ({ request: "planted-grant" }),
    body: () => ({}),
  },
  {
    thing: "routes/account/data-requests refuse-request",
    place: "final",
    allowed: ["organiser", "administrator", "other-organiser"],
    body: () => ({ requestId: "planted-refuse", decision: "请先到场核对身份" }),
    before: (world) => plantRequest(world, "planted-refuse", "erasure", world.places.final.person),
  },
  // Nobody is erased while his competition runs.
  {
    thing: "routes/account/data-requests erase-person",
    place: "registration",
    allowed: ["organiser", "administrator", "other-organiser"],
    answer: "refused",
    body: () => ({ requestId: "planted-erase" }),
    before: async (world) => {
      const { runtime, places } = world;
      const entryId = places.registration.entryIds[0] ?? "";
      const { personId } = await runtime.database.read.entryMember.findFirstOrThrow({ where: { entryId } });
      await plantRequest(world, "planted-erase", "erasure", personId);
    },
  },
  {
    thing: "routes/delegation/entry save-entry",
    place: "registration",
    allowed: ["team-leader"],
    at: () => ({ entry: "new" }),
    body: () => ({
      eventCode: "DG",
      "names[]": ["郑知行"],
      "documentKinds[]": ["passport"],
      "documentNumbers[]": ["E20000041"],
      "birthDates[]": ["1990-03-07"],
      "employers[]": ["北京运通电气有限公司"],
    }),
  },
  {
    thing: "routes/delegation/entry submit-entry",
    place: "registration",
    allowed: ["team-leader"],
    at: lastEntry,
    body: () => ({}),
  },
  {
    thing: "routes/delegation/entry upload-attachment",
    place: "registration",
    allowed: ["team-leader"],
    at: lastEntry,
    body: async (place, { runtime }) => ({
      memberId: await findMember(runtime, lastEntry(place).entry),
      kind: "photo",
      file: new File([new Uint8Array(makePng(300, 400))], "photo.png"),
    }),
    foreign: async (place, { runtime }) => ({
      memberId: await findMember(runtime, place.entry),
      kind: "photo",
      file: new File([new Uint8Array(makePng(300, 400))], "photo.png"),
    }),
  },
  {
    thing: "routes/delegation/attachment-batch add-batch-files",
    place: "registration",
    allowed: ["team-leader"],
    body: () => ({ "files[]": newPhoto() }),
  },
  {
    thing: "routes/delegation/attachment-batch place-batch-file",
    place: "registration",
    allowed: ["team-leader"],
    before: prepareBatch,
    body: (_place, { runtime }) => ofBatch(runtime, ({ fileId }) => ({ fileId, kind: "other" })),
    foreign: (_place, { runtime }) => ofBatch(runtime, ({ fileId, stranger }) => ({ fileId, kind: "photo", personId: stranger })),
  },
  {
    thing: "routes/delegation/attachment-batch drop-batch-files",
    place: "registration",
    allowed: ["team-leader"],
    before: prepareBatch,
    body: (_place, { runtime }) => ofBatch(runtime, ({ fileId }) => ({ "files[]": [fileId] })),
  },
  {
    thing: "routes/delegation/attachment-batch store-attachment-batch",
    place: "registration",
    allowed: ["team-leader"],
    // Nothing says whose it is: the rules say no to those who may.
    answer: "refused",
    before: prepareBatch,
    body: ({ delegation }, { runtime }) =>
      findAttachmentBatch(runtime, delegation).then((batch) => ({ digest: batch?.digest ?? "" })),
  },
  {
    thing: "routes/delegation/attachment-batch cancel-attachment-batch",
    place: "registration",
    allowed: ["team-leader"],
    before: prepareBatch,
    body: nothing,
  },
  {
    thing: "routes/delegation/entry record-consent",
    place: "registration",
    allowed: ["team-leader"],
    at: lastEntry,
    body: async (place, { runtime }) => ({
      memberId: await findMember(runtime, lastEntry(place).entry),
      version: CONSENT_VERSION,
      agreed: "yes",
    }),
    foreign: async ({ entry }, { runtime }) => ({
      memberId: await findMember(runtime, entry),
      version: CONSENT_VERSION,
      agreed: "yes",
    }),
  },
  {
    thing: "routes/delegation/entry withdraw-consent",
    place: "registration",
    allowed: ["team-leader"],
    at: lastEntry,
    body: async (place, { runtime }) => ({ memberId: await findMember(runtime, lastEntry(place).entry) }),
    foreign: async ({ entry }, { runtime }) => ({ memberId: await findMember(runtime, entry) }),
  },
  {
    thing: "routes/delegation/entry remove-attachment",
    place: "registration",
    allowed: ["team-leader"],
    at: lastEntry,
    body: async (place, { runtime }) => ({
      attachmentId:
        (
          await runtime.database.read.attachment.findFirst({
            where: { withdrawnAt: null, person: { members: { some: { entryId: lastEntry(place).entry } } } },
          })
        )?.id ?? "",
    }),
    foreign: ({ attachment }) => ({ attachmentId: attachment }),
  },
  ...(["routes/delegation/entry-file", "routes/office/registration-file"] as const).map(
    (route): IntentRow => ({
      thing: `${route} open-attachment`,
      place: "registration",
      allowed: route === "routes/delegation/entry-file" ? ["team-leader"] : ["organiser", "reviewer"],
      body: () => ({}),
    }),
  ),
  {
    thing: "routes/delegation/roster submit-entries",
    place: "registration",
    allowed: ["team-leader"],
    body: async ({ eventId }, { runtime }) => ({ "entries[]": await findEntries(runtime, eventId, "draft") }),
    foreign: (_place, { places }) => ({ "entries[]": [places.running.entryIds[0] ?? ""] }),
  },
  {
    thing: "routes/delegation/roster withdraw-entry",
    place: "registration",
    allowed: ["team-leader"],
    body: ({ entryIds }) => ({ entryId: entryIds.at(-1) ?? "" }),
    foreign: (_place, { places }) => ({ entryId: places.running.entryIds[0] ?? "" }),
  },
  {
    thing: "routes/office/registrations move-deadline",
    place: "registration",
    allowed: ["organiser"],
    body: async ({ competitionId }, { runtime }) => {
      const { read } = runtime.database;
      const { registrationClosesAt } = await read.competition.findUniqueOrThrow({ where: { id: competitionId } });
      return { closesAt: toInputMoment(new Date(registrationClosesAt.getTime() + 3_600_000).toISOString()), reason: "延期" };
    },
  },
  // Without a reason nothing closes: who may close it is told so.
  {
    thing: "routes/office/registrations close-now",
    place: "registration",
    allowed: ["organiser"],
    answer: "refused",
    body: () => ({ reason: "" }),
  },
  // Nobody is accepted yet: who may ask is told so.
  {
    thing: "routes/delegation/roster request-substitution",
    place: "registration",
    allowed: ["team-leader"],
    answer: "refused",
    body: ({ entryIds }) => ({ entryId: entryIds.at(-1) ?? "", position: "1", reason: "", "names[]": "周明哲" }),
    foreign: (_place, { places }) => ({
      entryId: places.running.entryIds[0] ?? "",
      position: "1",
      reason: "病假",
      "names[]": "周明哲",
    }),
  },
  ...(["grant-substitution", "refuse-substitution"] as const).map(
    (act): IntentRow => ({
      thing: `routes/office/registrations ${act}`,
      place: "registration",
      allowed: ["reviewer"],
      answer: "refused",
      body: () => ({ substitutionId: "none", reason: "" }),
    }),
  ),
  ...(["accept-offer", "decline-offer"] as const).map(
    (act): IntentRow => ({
      thing: `routes/delegation/roster ${act}`,
      place: "registration",
      allowed: ["team-leader"],
      // No place is offered to this entry: who may answer is told so.
      answer: "refused",
      body: ({ entryIds }) => ({ entryId: entryIds.at(-1) ?? "" }),
      foreign: (_place, { places }) => ({ entryId: places.running.entryIds[0] ?? "" }),
    }),
  ),
  ...(["accept", "accept-or-wait"] as const).map(
    (act): IntentRow => ({
      thing: `routes/office/registrations ${act}`,
      place: "registration",
      allowed: ["reviewer"],
      body: async ({ eventId }, { runtime }) => ({
        "entries[]": (await findSeenEntries(runtime, eventId)).slice(0, 1),
        reason: "材料已核对",
      }),
      foreign: async (_place, { runtime, places }) => ({
        "entries[]": await findSeenEntries(runtime, places.running.eventId, "accepted"),
        reason: "材料已核对",
      }),
    }),
  ),
  ...(["accept", "accept-or-wait", "return", "reject"] as const).map(
    (act): IntentRow => ({
      thing: `routes/office/review ${act}`,
      place: "registration",
      // The page names one entry, and the form nobody's: who may decide is told that there is nothing to.
      allowed: ["reviewer"],
      answer: "refused",
      body: () => ({ "entries[]": [], reason: "" }),
      foreign: async (_place, { runtime, places }) => ({
        "entries[]": await findSeenEntries(runtime, places.running.eventId, "accepted"),
        reason: "材料已核对",
      }),
    }),
  ),

  {
    thing: "routes/office/draw add-session",
    place: "running",
    allowed: ["organiser"],
    body: () => ({
      place: "一号场地",
      startsAt: "2026-12-05T09:00",
      endsAt: "2026-12-05T11:00",
      seats: "",
      checkInOpensAt: "",
      checkInClosesAt: "",
    }),
  },
  {
    thing: "routes/office/draw change-session",
    place: "running",
    allowed: ["organiser"],
    body: async ({ roundId }, { runtime }) => ({
      sessionId: (await runtime.database.read.roundSession.findFirst({ where: { roundId } }))?.id ?? "",
      place: "二号场地",
      startsAt: "2026-12-05T10:00",
      endsAt: "2026-12-05T12:00",
      checkInOpensAt: "",
      checkInClosesAt: "",
      reason: "一号场地维修",
    }),
  },
  {
    thing: "routes/office/draw remove-session",
    place: "running",
    allowed: ["organiser"],
    body: async ({ roundId }, { runtime }) => ({
      sessionId: (await runtime.database.read.roundSession.findFirst({ where: { roundId } }))?.id ?? "",
    }),
  },
  // Drawn with what was contributed before, drawn again as two people want it, and drawn by the supervisor's contribution.
  { thing: "routes/office/draw freeze-roster", place: "running", allowed: ["organiser"], body: nothing },
  {
    thing: "routes/delegation/draws contribute-to-draw",
    place: "running",
    allowed: ["team-leader"],
    body: async (place, world) => ({ drawId: await findDraw(place, world), contribution: "通州 2026" }),
    foreign: (_place, { places }) => ({ drawId: places.final.draw, contribution: "通州 2026" }),
  },
  {
    thing: "routes/office/draw contribute-to-draw",
    place: "running",
    allowed: ["supervisor"],
    body: async (place, world) => ({ drawId: await findDraw(place, world), contribution: "今日头条" }),
    foreign: (_place, { places }) => ({ drawId: places.final.draw, contribution: "今日头条" }),
  },
  { thing: "routes/office/draw hold-contributed", place: "running", allowed: ["organiser", "supervisor"], body: nothing },
  {
    thing: "routes/office/draw request-redraw",
    place: "running",
    allowed: ["organiser"],
    body: async (place, world) => ({ drawId: await findDraw(place, world), reason: "名单漏了一人" }),
    foreign: (_place, { places }) => ({ drawId: places.final.draw, reason: "名单漏了一人" }),
  },
  {
    thing: "routes/office/draw refuse-redraw",
    place: "running",
    allowed: ["supervisor"],
    body: async (place, world) => ({ drawId: await findDraw(place, world), refusal: "名单无误" }),
    foreign: (_place, { places }) => ({ drawId: places.final.draw, refusal: "名单无误" }),
  },
  {
    thing: "routes/office/draw request-redraw",
    place: "running",
    allowed: ["organiser"],
    body: async (place, world) => ({ drawId: await findDraw(place, world), reason: "名单确实漏了一人" }),
    foreign: (_place, { places }) => ({ drawId: places.final.draw, reason: "名单确实漏了一人" }),
  },
  {
    thing: "routes/office/draw grant-redraw",
    place: "running",
    allowed: ["supervisor"],
    body: async (place, world) => ({ drawId: await findDraw(place, world) }),
    foreign: (_place, { places }) => ({ drawId: places.final.draw }),
  },
  { thing: "routes/office/draw freeze-roster", place: "running", allowed: ["organiser"], body: nothing },
  // This event draws by computer.
  {
    thing: "routes/office/draw record-hand-draw",
    place: "running",
    allowed: ["organiser"],
    answer: "refused",
    body: async (place, world) => ({ drawId: await findDraw(place, world), "entryId[]": [], "place[]": [] }),
  },
  {
    thing: "routes/office/draw witness-hand-draw",
    place: "running",
    allowed: ["supervisor"],
    answer: "refused",
    body: async (place, world) => ({ drawId: await findDraw(place, world), statement: "本人在场" }),
  },
  {
    thing: "routes/delegation/draws sign-hand-draw",
    place: "running",
    allowed: ["team-leader"],
    answer: "refused",
    body: async (place, world) => ({ drawId: await findDraw(place, world), seen: "" }),
    foreign: (_place, { places }) => ({ drawId: places.final.draw, seen: "" }),
  },
  {
    thing: "routes/office/draw hold-draw",
    place: "running",
    allowed: ["supervisor"],
    body: () => ({ contribution: "今日第一场 7 号" }),
  },
  {
    thing: "routes/office/check-in look-up-badge",
    place: "running",
    allowed: ["organiser"],
    body: async ({ entryIds }, { runtime }) => ({ entrantNumber: await findNumber(runtime, entryIds[0]) }),
    foreign: async (_place, { runtime, places }) => ({ entrantNumber: await findNumber(runtime, places.opening.entryIds[0]) }),
  },
  {
    thing: "routes/office/check-in look-up-entry",
    place: "running",
    allowed: ["organiser"],
    body: ({ entryIds }) => ({ entryId: entryIds[1] ?? "" }),
    foreign: (_place, { places }) => ({ entryId: places.opening.entryIds[0] ?? "" }),
  },
  {
    thing: "routes/office/check-in check-in-number",
    place: "running",
    allowed: ["organiser"],
    body: async ({ entryIds }, { runtime }) => ({
      entrantNumber: await findNumber(runtime, entryIds[0]),
      "checked[]": CHECK_KINDS,
    }),
    foreign: async (_place, { runtime, places }) => ({
      entrantNumber: await findNumber(runtime, places.opening.entryIds[0]),
      "checked[]": CHECK_KINDS,
    }),
  },
  {
    thing: "routes/office/check-in check-in-entry",
    place: "running",
    allowed: ["organiser"],
    body: ({ entryIds }) => ({ entryId: entryIds[1] ?? "", "checked[]": CHECK_KINDS }),
    foreign: (_place, { places }) => ({ entryId: places.opening.entryIds[0] ?? "", "checked[]": CHECK_KINDS }),
  },
  // The rules of this event end substitution with the draw: who may ask is told so.
  {
    thing: "routes/office/check-in request-substitution",
    place: "running",
    allowed: ["organiser"],
    answer: "refused",
    body: ({ entryIds }) => ({ entryId: entryIds[2] ?? "", position: "1", reason: "病假", "names[]": "周明哲" }),
    foreign: (_place, { places }) => ({
      entryId: places.opening.entryIds[0] ?? "",
      position: "1",
      reason: "病假",
      "names[]": "周明哲",
    }),
  },
  ...(["grant-substitution", "refuse-substitution"] as const).map(
    (act): IntentRow => ({
      thing: `routes/office/check-in ${act}`,
      place: "running",
      allowed: ["organiser"],
      answer: "refused",
      body: () => ({ substitutionId: "none", reason: "" }),
    }),
  ),
  {
    thing: "routes/office/check-in mark-absent",
    place: "running",
    allowed: ["organiser"],
    body: ({ entryIds }) => ({ entryId: entryIds[2] ?? "" }),
    foreign: (_place, { places }) => ({ entryId: places.opening.entryIds[0] ?? "" }),
  },
  {
    thing: "routes/office/check-in mark-absent",
    place: "running",
    allowed: ["organiser"],
    body: ({ entryIds }) => ({ entryId: entryIds[3] ?? "" }),
    // Who is left comes in again, to be left over once more.
    before: ({ runtime, places }) => plantExpected(runtime, places.running),
  },
  {
    thing: "routes/office/check-in mark-rest-absent",
    place: "running",
    allowed: ["organiser"],
    body: () => ({ sessionId: "", missing: "1", confirmed: "yes" }),
    before: ({ runtime, places }) => plantExpected(runtime, places.running),
  },
  { thing: "routes/office/check-in assign-codes", place: "running", allowed: ["blinding-judge"], body: nothing },
  {
    thing: "routes/office/panels assign-panels",
    place: "opening",
    allowed: ["organiser", "administrator", "chief-judge"],
    body: async (place, { runtime }) => ({
      basedOn: await getPlanVersion(runtime.database.read, place.roundId),
      "seats[]": await listSeats(runtime, place),
    }),
    foreign: async (place, { runtime, places }) => ({
      basedOn: await getPlanVersion(runtime.database.read, place.roundId),
      "seats[]": await listSeats(runtime, places.draft),
    }),
  },
  {
    thing: "routes/office/component-marks preview",
    place: "opening",
    allowed: MARKS_BY_FILE,
    body: async ({ entryIds }, { runtime }) => ({
      component: "theory",
      file: marksFile(await findNumber(runtime, entryIds[0])).file,
    }),
  },
  {
    thing: "routes/office/component-marks import-marks",
    place: "opening",
    // The last of them is the one whose import waits.
    allowed: MARKS_BY_FILE,
    body: async ({ entryIds }, { runtime }) => ({
      component: "theory",
      ...marksFile(await findNumber(runtime, entryIds[0])),
    }),
    foreign: async (_place, { runtime, places }) => ({
      component: "theory",
      ...marksFile(await findNumber(runtime, places.running.entryIds[0])),
    }),
  },
  {
    thing: "routes/office/component-marks confirm-import",
    place: "opening",
    allowed: MARKS_BY_FILE,
    body: async ({ roundId }, { runtime }) => ({ importId: await findImport(runtime, roundId) }),
    foreign: () => ({ importId: "elsewhere" }),
  },
  {
    thing: "routes/office/component-marks drop-import",
    place: "opening",
    allowed: MARKS_BY_FILE,
    body: async ({ roundId }, { runtime }) => ({ importId: await findImport(runtime, roundId) }),
    foreign: () => ({ importId: "elsewhere" }),
  },
  { thing: "routes/hall/matrix open-judging", place: "opening", allowed: ["chief-judge"], body: nothing },

  {
    thing: "routes/judge/marks take-marks",
    place: "judging",
    allowed: ["marking-judge"],
    admitted: ["other-event-judge"],
    body: ({ form }) => ({ formId: form }),
    json: ({ formId }, userId) => markOf(String(formId), userId),
    foreign: (_place, { places }) => ({ formId: places.final.form }),
  },
  {
    thing: "routes/judge/form settle-conflict",
    place: "judging",
    allowed: ["marking-judge"],
    before: (world) => plantMarkConflict(world),
    body: () => ({ conflictId: MARK_CONFLICT, choice: "standing", reason: "一起复测过", standing: STANDING_MARK }),
    foreign: () => ({ conflictId: "elsewhere", choice: "standing", reason: "一起复测过", standing: STANDING_MARK }),
  },
  {
    thing: "routes/judge/sessions sign-in-with-link",
    place: "judging",
    allowed: ACTORS,
    // Nobody has such a code.
    answer: "refused",
    body: () => ({ token: "no-such-code-was-ever-printed", pin: "482913" }),
  },
  {
    thing: "routes/judge/sessions prove-pin",
    place: "judging",
    allowed: SIGNED_IN,
    answer: "refused",
    body: () => ({ pin: "000000" }),
  },
  // Whose session it is ends it; the table keeps those of everyone.
  { thing: "routes/judge/sessions end-session", place: "judging", allowed: SIGNED_IN, body: nothing },
  {
    thing: "routes/hall/tablet-codes make-codes",
    place: "judging",
    allowed: ["organiser", "chief-judge"],
    body: (_place, { userIds }) => ({ "judgeIds[]": [userIds.get("marking-judge") ?? ""] }),
    // Who marks another event.
    foreign: (_place, { userIds }) => ({ "judgeIds[]": [userIds.get("other-event-judge") ?? ""] }),
  },
  {
    thing: "routes/judge/notes add-note",
    place: "judging",
    allowed: ["marking-judge"],
    admitted: ["other-event-judge"],
    body: ({ form }) => commentOn(form),
    foreign: (_place, { places }) => commentOn(places.complete.form),
  },
  {
    thing: "routes/judge/form sign-off",
    place: "judging",
    allowed: ["marking-judge"],
    body: () => ({ revision: "1", pin: "482913" }),
    // Another's PIN, or none that is his.
    foreign: () => ({ revision: "1", pin: "000000" }),
  },
  {
    thing: "routes/judge/confirmation confirm-form",
    place: "judging",
    at: ({ signedForm }) => ({ form: signedForm }),
    allowed: ["tally-clerk", "chief-judge"],
    body: () => ({ revision: "1" }),
  },
  {
    thing: "routes/office/conflicts record-conflict",
    place: "opening",
    allowed: ["organiser", "administrator", "supervisor"],
    // Of a unit that nobody here is of: what judging is arranged by stays as it is.
    body: async (place, { runtime }) => ({
      judgeId: (await listSeats(runtime, place))[1]?.split(" ")[1] ?? "",
      kind: "organisation",
      targetId: await findNeutralUnit(runtime),
      reason: "曾在该单位任职",
    }),
    foreign: async (place, { runtime, places }) => ({
      judgeId: (await listSeats(runtime, place))[1]?.split(" ")[1] ?? "",
      kind: "delegation",
      targetId: places.judging.delegation,
      reason: "曾在该单位任职",
    }),
  },
  {
    thing: "routes/office/conflicts withdraw-conflict",
    place: "judging",
    allowed: ["organiser", "administrator", "supervisor"],
    body: ({ conflict }) => ({ conflictId: conflict }),
    foreign: async (_place, { runtime, places }) => ({
      conflictId:
        (await runtime.database.read.conflict.findFirst({ where: { competitionId: places.opening.competitionId } }))?.id ?? "",
    }),
  },
  {
    thing: "routes/judge/conflicts declare-conflict",
    place: "judging",
    allowed: ["marking-judge", "chief-judge", "blinding-judge", "floor-judge"],
    body: async (_place, { runtime }) => ({
      kind: "organisation",
      targetId: await findNeutralUnit(runtime),
      reason: "曾在该单位任职",
    }),
    // An entry may not be named while marking is blind.
    foreign: ({ entryIds }) => ({ kind: "entry", targetId: entryIds[0] ?? "", reason: "曾在该单位任职" }),
  },
  {
    thing: "routes/judge/conflicts withdraw-conflict",
    place: "judging",
    allowed: ["marking-judge", "chief-judge", "blinding-judge", "floor-judge"],
    // Judging is open: it is for the office.
    answer: "refused",
    body: async ({ competitionId }, { runtime, userIds }) => ({
      conflictId:
        (
          await runtime.database.read.conflict.findFirst({
            where: { competitionId, judgeId: userIds.get("marking-judge") ?? "", withdrawnAt: null },
          })
        )?.id ?? "",
    }),
  },
  {
    thing: "routes/office/panels change-panel",
    place: "judging",
    allowed: ["chief-judge"],
    // Not the judge who is asked for everything else.
    body: async (place, { runtime, reserve, userIds }) => {
      const leaving = (await listMembers(runtime, place)).find((judge) => judge !== userIds.get("marking-judge")) ?? "";
      return { kind: "judge", leaving, arriving: reserve, reason: "回避" };
    },
    foreign: async (place, { runtime, places }) => {
      const [leaving = ""] = await listMembers(runtime, place);
      const [arriving = ""] = await listMembers(runtime, places.complete);
      return { kind: "judge", leaving, arriving, reason: "回避" };
    },
  },
  {
    thing: "routes/judge/correction request-correction",
    place: "judging",
    at: ({ confirmedForm }) => ({ form: confirmedForm }),
    allowed: ["marking-judge", "tally-clerk", "chief-judge"],
    body: () => ({ reason: "B1.2 录入时看错一行" }),
  },
  {
    thing: "routes/office/corrections grant-as-chief",
    place: "judging",
    allowed: ["chief-judge"],
    body: ({ correction }) => ({ correctionId: correction }),
    foreign: (_place, { places }) => ({ correctionId: places.complete.correction }),
  },
  {
    thing: "routes/office/corrections grant-as-supervisor",
    place: "judging",
    allowed: ["supervisor"],
    body: ({ correction }) => ({ correctionId: correction }),
    foreign: (_place, { places }) => ({ correctionId: places.complete.correction }),
  },
  {
    thing: "routes/office/corrections refuse-correction",
    place: "complete",
    allowed: ["supervisor", "chief-judge"],
    body: ({ correction }) => ({ correctionId: correction, reason: "与原件一致" }),
    foreign: async (_place, { runtime, places }) => ({
      correctionId: await findOpenCorrection(runtime, places.judging.roundId),
      reason: "与原件一致",
    }),
  },
  {
    thing: "routes/office/results set-disclosure",
    place: "judging",
    allowed: OFFICE,
    body: () => ({ disclosure: "progress" }),
    foreign: () => ({ disclosure: "named" }),
  },
  {
    thing: "routes/office/results freeze-board",
    place: "judging",
    allowed: OFFICE,
    body: () => ({ reason: "最后一个模块的成绩在颁奖时公布" }),
  },
  {
    thing: "routes/office/results end-freeze",
    place: "judging",
    allowed: OFFICE,
    body: () => ({ reason: "颁奖结束" }),
  },

  {
    thing: "routes/office/promotions set-promotion-rules",
    place: "registration",
    allowed: PROMOTION_SETTERS,
    body: () => ({
      reference: "通人社发〔2026〕12号",
      "groups[]": ["all"],
      "places[]": ["3"],
      "awards[]": ["none"],
      "steps[]": ["paper-level"],
      "levels[]": [""],
      "nexts[]": ["no"],
      "ceilings[]": ["technician"],
    }),
    foreign: () => ({ reference: "" }),
  },
  {
    thing: "routes/office/promotions set-paper-levels",
    place: "registration",
    allowed: PROMOTION_SETTERS,
    body: (place) => ({ "events[]": [place.event], "paperLevels[]": ["senior"] }),
    foreign: () => ({ "events[]": ["NONE"], "paperLevels[]": ["senior"] }),
  },
  {
    thing: "routes/office/promotions approve-promotions",
    place: "final",
    allowed: ["policy-officer", "region-officer"],
    body: (place) => ({ "promotions[]": [place.promotion], approvalNumber: "通人社核〔2026〕3号" }),
    foreign: () => ({ "promotions[]": ["no-such-promotion"], approvalNumber: "通人社核〔2026〕3号" }),
  },
  {
    thing: "routes/office/promotions refuse-promotion",
    place: "final",
    allowed: ["policy-officer", "region-officer"],
    answer: "refused",
    body: (place) => ({ promotionId: place.promotion, reason: "学历不符" }),
  },
  {
    thing: "routes/office/promotions certify-promotion",
    place: "final",
    allowed: ["policy-officer", "region-officer"],
    body: (place) => ({
      promotionId: place.promotion,
      evaluationBody: "通州区技师学院",
      certificateNumber: "Y000042",
      certifiedOn: "2026-11-19",
    }),
    foreign: () => ({
      promotionId: "no-such-promotion",
      evaluationBody: "通州区技师学院",
      certificateNumber: "Y000043",
      certifiedOn: "2026-11-19",
    }),
  },
  {
    thing: "routes/policy/new-fact record-fact",
    place: "judging",
    allowed: ["region-officer"],
    body: () => ({
      ...FACT_FIELDS,
      "names[]": ["李卫国"],
      "documentKinds[]": ["passport"],
      "documentNumbers[]": ["E20000001"],
    }),
    foreign: () => ({ ...FACT_FIELDS, "names[]": [], "documentKinds[]": [], "documentNumbers[]": [] }),
  },
  {
    thing: "routes/policy/targets record-reading",
    place: "judging",
    allowed: ["region-officer"],
    body: () => ({ target: "dalian/15-craftsmen", year: "2026", value: "92", reference: "2026年统计公报" }),
  },
  {
    thing: "routes/policy/targets void-reading",
    place: "judging",
    allowed: ["region-officer"],
    body: async (_place, { runtime }) => ({
      readingId: (await runtime.database.read.indicatorReading.findFirst({ where: { voidedAt: null } }))?.id ?? "",
    }),
  },
  { thing: "routes/policy/fact confirm-fact", place: "judging", allowed: ["region-officer"], body: nothing },
  // A national result leads to nothing among the competitions of this world: the officer is refused with reasons.
  {
    thing: "routes/policy/fact take-into-event",
    place: "judging",
    allowed: ["region-officer"],
    answer: "refused",
    body: ({ eventId }) => ({ eventId, delegationId: "", reason: "选拔通知" }),
  },
  {
    thing: "routes/policy/fact give-up-place",
    place: "judging",
    allowed: ["region-officer"],
    answer: "refused",
    body: () => ({ "ids[]": ["none"], reason: "伤病" }),
  },
  { thing: "routes/policy/fact drop-fact", place: "judging", allowed: ["region-officer"], body: () => ({ reason: "重复登记" }) },
  {
    thing: "routes/policy/new-honour recommend-honour",
    place: "judging",
    allowed: ["region-officer"],
    body: ({ basis, winner }) => toRecommendation(basis, winner),
    foreign: ({ basis, fact }) => toRecommendation(basis, fact),
  },
  {
    thing: "routes/policy/honour inspect-honour",
    place: "judging",
    allowed: ["region-officer"],
    at: ({ honours }) => ({ honour: honours.recommended }),
    body: () => ({ text: "单位同意", outcome: "passed" }),
    foreign: () => ({ text: "", outcome: "passed" }),
  },
  {
    thing: "routes/policy/honour publicise-honour",
    place: "judging",
    allowed: ["region-officer"],
    at: ({ honours }) => ({ honour: honours.inspected }),
    body: () => ({ workingDays: "5", telephone: "" }),
    foreign: () => ({ workingDays: "0", telephone: "" }),
  },
  {
    thing: "routes/policy/honour confer-honour",
    place: "judging",
    allowed: ["region-officer"],
    at: ({ honours }) => ({ honour: honours.publicised }),
    body: () => ({ number: "人社部函〔2026〕91号", decidedOn: "2026-11-19", inPost: "yes" }),
    foreign: () => ({ number: "人社部函〔2026〕91号", decidedOn: "2026-11-18", inPost: "yes" }),
  },
  {
    thing: "routes/policy/honour refuse-honour",
    place: "judging",
    allowed: ["region-officer"],
    at: ({ honours }) => ({ honour: honours.refusable }),
    body: () => ({ reason: "材料不实" }),
    foreign: () => ({ reason: "" }),
  },
  {
    thing: "routes/office/programme set-item",
    place: "judging",
    allowed: OFFICE,
    body: () => ({
      itemId: "",
      kind: "exhibition",
      title: "技能成果展",
      titleEn: "",
      place: "二号馆",
      startsAt: "2026-11-01T09:00",
      endsAt: "2026-11-01T17:00",
      organisationId: "",
      expected: "300",
    }),
    foreign: async (_place, { runtime, places }) => ({
      itemId: await plantItem(runtime, places.final.competitionId),
      kind: "exhibition",
      title: "别的大赛的展览",
      titleEn: "",
      place: "三号馆",
      startsAt: "2026-11-01T09:00",
      endsAt: "2026-11-01T17:00",
      organisationId: "",
      expected: "",
    }),
  },
  {
    thing: "routes/office/programme count-attendance",
    place: "judging",
    allowed: OFFICE,
    body: async ({ competitionId }, { runtime }) => ({ itemId: await plantItem(runtime, competitionId), attended: "280" }),
    foreign: async (_place, { runtime, places }) => ({
      itemId: await plantItem(runtime, places.final.competitionId),
      attended: "1",
    }),
  },
  {
    thing: "routes/office/programme withdraw-item",
    place: "judging",
    allowed: OFFICE,
    body: async ({ competitionId }, { runtime }) => ({ itemId: await plantItem(runtime, competitionId) }),
    foreign: async (_place, { runtime, places }) => ({ itemId: await plantItem(runtime, places.final.competitionId) }),
  },
  {
    thing: "routes/office/special-awards set-special-awards",
    place: "judging",
    allowed: OFFICE,
    body: () => ({ pointsKind: "by-award", first: "8", second: "4", third: "2", passed: "1", organisationPlaces: "" }),
    foreign: () => ({ pointsKind: "by-place", places: "zehn", organisationPlaces: "" }),
  },
  {
    thing: "routes/office/ceremony prepare-ceremony",
    place: "final",
    allowed: OFFICE,
    body: ({ eventId }) => ({ "events[]": [eventId], "specials[]": ["highest"], singleTiers: "3" }),
    foreign: (_place, { places }) => ({ "events[]": [places.judging.eventId], singleTiers: "3" }),
  },
  {
    thing: "routes/office/ceremony renew-ceremony",
    place: "final",
    allowed: OFFICE,
    // Nothing was published anew.
    body: () => ({ number: "1", follows: "0" }),
    answer: "refused",
  },
  {
    thing: "routes/office/ceremony-steps step",
    place: "final",
    allowed: OFFICE,
    body: async ({ competitionId }, { runtime }) => {
      const { read } = runtime.database;
      const { number, version } = await read.ceremony.findFirstOrThrow({
        where: { competitionId },
        orderBy: { number: "desc" },
      });
      return { number: String(number), follows: String(version), act: "dark" };
    },
    foreign: () => ({ number: "99", follows: "0", act: "next" }),
  },
  { thing: "routes/office/ceremony-paper print", place: "final", allowed: OFFICE, body: () => ({}) },
  { thing: "routes/office/ceremony-steps look", place: "final", allowed: OFFICE, body: () => ({}) },
  // Versions of policy documents: proposed and settled by officers of the whole system.
  ...listPackRows("figures", "tongzhou", () => PACK_FIGURES),
  ...listPackRows("pack-file", "dalian", (basedOn, intent): Fields => {
    const text = readPackFile("dalian", basedOn + 1);
    return intent === "preview-pack-file" ? { file: new File([text], "dalian.json") } : { text };
  }),
  ...["preview-pack-file", "propose-pack-file"].map((intent): IntentRow => {
    const text = writeNewPack();
    const file = new File([text], "new.json");
    return {
      thing: `routes/policy/new-pack ${intent}`,
      place: "final",
      allowed: ["region-officer"],
      body: () => ({ basedOn: "0", reason: "新印发的文件", ...(intent === "preview-pack-file" ? { file } : { text }) }),
    };
  }),
  {
    thing: "routes/policy/pack-version confirm-pack-version",
    place: "final",
    allowed: ["region-officer"],
    // Computing the planted entitlements anew is for other tests.
    body: () => ({ reference: "新政发〔2026〕9号" }),
    foreign: () => ({ reference: "新政发〔2026〕9号", "competitionIds[]": ["no-such-competition"] }),
  },
  {
    thing: "routes/policy/pack-version drop-pack-version",
    place: "final",
    allowed: ["region-officer"],
    at: () => ({ pack: "lianyungang", packVersion: "2" }),
    body: () => ({ reason: "尚未印发" }),
    foreign: () => ({ reason: " " }),
  },
  // Which award counts as which grade: one officer proposes, another confirms.
  {
    thing: "routes/office/grades propose-grade-mapping",
    place: "registration",
    allowed: ["policy-officer", "region-officer"],
    body: () => ({ by: "place", firstTo: "1", secondTo: "3", thirdTo: "6", reference: "京竞组〔2026〕5号" }),
    foreign: () => ({ by: "place", firstTo: "3", secondTo: "2", thirdTo: "1", reference: "京竞组〔2026〕5号" }),
  },
  {
    thing: "routes/office/grades confirm-grade-mapping",
    place: "judging",
    allowed: ["policy-officer", "region-officer"],
    body: async ({ competitionId }, { runtime }) => ({ mappingId: await plantGradeMapping(runtime, competitionId, 1) }),
    foreign: async (_place, { runtime, places }) => ({
      mappingId: await plantGradeMapping(runtime, places.final.competitionId, 1),
    }),
  },
  {
    thing: "routes/office/grades drop-grade-mapping",
    place: "judging",
    allowed: ["policy-officer", "region-officer"],
    body: async ({ competitionId }, { runtime }) => ({ mappingId: await plantGradeMapping(runtime, competitionId, 2) }),
    foreign: async (_place, { runtime, places }) => ({
      mappingId: await plantGradeMapping(runtime, places.final.competitionId, 2),
    }),
  },
  // Money is of the whole system: the treasurer prepares and pays, a policy officer approves.
  {
    thing: "routes/policy/bank add-member",
    place: "judging",
    allowed: ["region-officer", "administrator"],
    body: () => ({
      bank: "winner",
      personId: "",
      userId: "",
      name: "郑远航",
      documentKind: "passport",
      documentNumber: "E20000010",
      "skills[]": ["4-03-02-01"],
      level: "",
      organisationId: "",
      regionCode: "",
      lastDuty: "",
      conflicts: "",
      consent: "on",
      consentOn: "2026-11-01",
    }),
  },
  {
    thing: "routes/policy/people search-people",
    place: "final",
    allowed: ["region-officer", "administrator"],
    body: () => ({ name: "选手甲", documentNumber: "", page: "1" }),
    foreign: () => ({ name: "", documentNumber: "", page: "1" }),
  },
  {
    thing: "routes/policy/person view-document",
    place: "final",
    allowed: ["region-officer", "administrator"],
    body: nothing,
  },
  {
    thing: "routes/policy/bank-member view-document",
    place: "judging",
    allowed: ["region-officer", "administrator"],
    body: nothing,
  },
  {
    thing: "routes/policy/bank-member withdraw-consent",
    place: "judging",
    allowed: ["region-officer", "administrator"],
    body: nothing,
  },
  {
    thing: "routes/policy/payers record-row-payer",
    place: "final",
    allowed: ["region-officer"],
    body: () => ({
      packName: "dalian",
      rowId: "14-city-finalist",
      organisationId: "unit-bureau",
      reference: "大人社发〔2026〕3号",
    }),
    foreign: () => ({ packName: "dalian", rowId: "none", organisationId: "unit-bureau", reference: "大人社发〔2026〕3号" }),
  },
  {
    thing: "routes/policy/payments prepare-payment-list",
    place: "final",
    allowed: ["region-treasurer"],
    body: async (_place, { runtime }) => ({
      ...NEXT_LIST,
      "entitlementIds[]": [(await plantEntitlement(runtime, CRAFTSMAN)).entitlementId],
    }),
    foreign: () => ({ ...NEXT_LIST, "entitlementIds[]": ["none"] }),
  },
  {
    thing: "routes/policy/payment-list record-payee-account",
    place: "final",
    allowed: ["region-treasurer"],
    body: async ({ list }, { runtime }) => ({
      holderId: await findPaid(runtime, list),
      bank: "中国建设银行大连分行",
      number: "6217000010001234567",
    }),
    foreign: () => ({ holderId: "unit-works", bank: "中国建设银行大连分行", number: "6217000010001234567" }),
  },
  {
    thing: "routes/policy/payment-list view-payee-account",
    place: "final",
    allowed: ["region-treasurer"],
    body: async ({ list }, { runtime }) => ({
      accountId: (
        await runtime.database.read.payeeAccount.findFirstOrThrow({
          where: { personId: await findPaid(runtime, list), replacedAt: null },
        })
      ).id,
    }),
    foreign: () => ({ accountId: "none" }),
  },
  { thing: "routes/policy/payment-copy print-treasurer-copy", place: "final", allowed: ["region-treasurer"], body: nothing },
  {
    thing: "routes/policy/payment-list approve-payment-list",
    place: "final",
    allowed: ["region-officer"],
    body: nothing,
    before: finishJobs,
  },
  {
    thing: "routes/policy/payment-list pay-payment-list",
    place: "final",
    allowed: ["region-treasurer"],
    body: () => ({ voucher: "20261120-2" }),
    before: finishJobs,
  },
  {
    thing: "routes/policy/payment-list drop-payment-list",
    place: "final",
    allowed: ["region-treasurer", "region-officer"],
    // It was paid meanwhile: who may drop a list is told why not.
    answer: "refused",
    body: () => ({ reason: "重复编制" }),
  },
  {
    thing: "routes/policy/entitlement-ledger propose-claw-back",
    place: "final",
    allowed: ["region-officer"],
    body: () => CLAW_BACK,
    foreign: () => ({ ...CLAW_BACK, amount: "120000.01" }),
  },
  {
    thing: "routes/policy/entitlement-ledger approve-ledger-entry",
    place: "final",
    allowed: ["region-officer"],
    body: async (_place, { runtime }) => ({ entryId: await plantExpense(runtime) }),
    foreign: async ({ entitlement }, { runtime }) => ({ entryId: await findProposal(runtime, entitlement) }),
  },
  {
    thing: "routes/policy/entitlement-ledger drop-ledger-entry",
    place: "final",
    allowed: ["region-officer"],
    body: async ({ entitlement }, { runtime }) => ({ entryId: await findProposal(runtime, entitlement) }),
    foreign: () => ({ entryId: "none" }),
  },
  {
    thing: "routes/policy/ledger propose-expense",
    place: "final",
    allowed: ["region-officer", "region-treasurer"],
    body: ({ competitionId }) => ({ ...EXPENSE, competitionId }),
    foreign: () => ({ ...EXPENSE, competitionId: "none" }),
  },
  {
    thing: "routes/policy/ledger approve-ledger-entry",
    place: "final",
    allowed: ["region-officer"],
    body: async (_place, { runtime }) => ({ entryId: await plantExpense(runtime) }),
    foreign: () => ({ entryId: "none" }),
  },
  {
    thing: "routes/policy/ledger drop-ledger-entry",
    place: "final",
    allowed: ["region-officer"],
    body: async (_place, { runtime }) => ({ entryId: await plantExpense(runtime) }),
    foreign: () => ({ entryId: "none" }),
  },
  {
    thing: "routes/policy/calendar found-series",
    place: "final",
    allowed: ["region-officer"],
    body: () => SERIES,
    foreign: () => ({ ...SERIES, name: "别处的系列", "regionCodes[]": ["999999"] }),
  },
  {
    thing: "routes/policy/calendar found-cadence-series",
    place: "final",
    allowed: ["region-officer"],
    body: () => ({ packName: "tongzhou", cadenceId: "12-workers", sphere: "comprehensive" }),
    foreign: () => ({ packName: "tongzhou", cadenceId: "none", sphere: "comprehensive" }),
  },
  {
    thing: "routes/policy/calendar add-edition",
    place: "draft",
    allowed: ["region-officer"],
    body: async ({ competitionId }, { runtime }) => ({
      seriesId: await plantSeries(runtime, competitionId),
      competitionId,
      edition: "1",
    }),
    foreign: async ({ competitionId }) => ({ seriesId: "none", competitionId, edition: "1" }),
  },
  {
    thing: "routes/policy/calendar remove-edition",
    place: "draft",
    allowed: ["region-officer"],
    body: async ({ competitionId }, { runtime }) => {
      await plantSeries(runtime, competitionId, 3);
      return { competitionId };
    },
    foreign: () => ({ competitionId: "none" }),
  },
  {
    thing: "routes/policy/budgets record-budget",
    place: "final",
    allowed: ["region-officer", "region-treasurer"],
    body: () => BUDGET,
    foreign: () => ({ ...BUDGET, amount: "0" }),
  },
  {
    thing: "routes/policy/budgets void-budget",
    place: "final",
    allowed: ["region-officer", "region-treasurer"],
    body: async (_place, { runtime }) => ({
      budgetId: (await runtime.database.read.budget.findFirstOrThrow({ where: { voidedAt: null } })).id,
      reason: "重复登记",
    }),
    foreign: () => ({ budgetId: "none", reason: "重复登记" }),
  },
  {
    thing: "routes/hall/paper change-medium",
    place: "judging",
    allowed: ["organiser", "chief-judge"],
    body: () => ({ medium: "paper", reason: "赛场网络中断" }),
    foreign: () => ({ medium: "paper", reason: "" }),
  },
  {
    thing: "routes/hall/paper-forms print-forms",
    place: "judging",
    allowed: ["organiser", "chief-judge", "tally-clerk"],
    body: () => ({ what: "sub-criterion A2" }),
    foreign: () => ({ what: "sub-criterion Z9" }),
  },
  {
    thing: "routes/hall/paper archive-scan",
    place: "judging",
    allowed: ["organiser", "chief-judge", "tally-clerk"],
    body: () => ({ file: scanOf("note.png") }),
    foreign: () => ({ file: new File(["<svg/>"], "note.png") }),
  },
  {
    thing: "routes/hall/paper-form archive-scan",
    place: "judging",
    allowed: ["chief-judge", "tally-clerk"],
    body: () => ({ file: scanOf("form.png") }),
    foreign: () => ({ file: new File(["<html>"], "form.pdf") }),
  },
  {
    thing: "routes/hall/paper-form key-form",
    place: "judging",
    at: ({ blankForm }) => ({ form: blankForm }),
    allowed: ["tally-clerk"],
    body: async ({ blankForm }, { runtime }) => ({ ...(await scoresOf(runtime, blankForm)), "box A1.2 1 ": "7.50" }),
    foreign: async ({ blankForm }, { runtime }) => ({ ...(await scoresOf(runtime, blankForm)), "box A1.2 1 ": "750" }),
  },
  {
    // Nothing differs: a second person would have to key it first.
    thing: "routes/hall/paper-form settle-differences",
    place: "judging",
    at: ({ blankForm }) => ({ form: blankForm }),
    allowed: ["chief-judge", "tally-clerk"],
    answer: "refused",
    body: () => ({ firstId: "first", secondId: "second", "stands A1.2 1 ": "first", "note A1.2 1 ": "7.50" }),
  },

  {
    thing: "routes/office/hall-record start-all",
    place: "judging",
    allowed: IN_THE_HALL,
    body: () => ({ key: "01920000-0000-7000-8000-00000000000a" }),
  },
  {
    thing: "routes/office/hall-record record-act",
    place: "judging",
    allowed: IN_THE_HALL,
    body: ({ entryIds }) => noteOf(entryIds[0], "01920000-0000-7000-8000-00000000000b"),
    foreign: (_place, { places }) => noteOf(places.opening.entryIds[0], "01920000-0000-7000-8000-00000000000c"),
  },
  {
    thing: "routes/office/hall-record void-line",
    place: "judging",
    allowed: IN_THE_HALL,
    body: async ({ roundId }, { runtime }) => ({ recordId: await findNote(runtime, roundId), reason: "误记" }),
    foreign: () => ({ recordId: "elsewhere", reason: "误记" }),
  },
  {
    thing: "routes/office/hall-record set-participation",
    place: "judging",
    allowed: ["chief-judge"],
    body: ({ entryIds }) => ({ entryId: entryIds[2] ?? "", participation: "out-of-competition", reason: "表演" }),
    foreign: (_place, { places }) => ({
      entryId: places.opening.entryIds[0] ?? "",
      participation: "withdrawn",
      reason: "表演",
    }),
  },

  { thing: "routes/hall/matrix submit-round", place: "complete", allowed: ["chief-judge"], body: nothing },
  { thing: "routes/office/recheck draw-recheck", place: "complete", allowed: ["supervisor"], body: nothing },
  {
    thing: "routes/office/recheck error",
    place: "complete",
    allowed: ["supervisor"],
    body: async ({ roundId }, { runtime }) => {
      const { id, formId } = await findItem(runtime, roundId, 0);
      return { itemId: id, formId, note: "A1.2 与签字记录不符" };
    },
    // The form of another competition, and another's item.
    foreign: async ({ roundId }, { runtime, places }) => ({
      itemId: (await findItem(runtime, roundId, 0)).id,
      formId: places.judging.form,
      note: "不是这一轮的",
    }),
  },
  {
    thing: "routes/office/recheck agrees",
    place: "complete",
    allowed: ["supervisor"],
    body: async ({ roundId }, { runtime }) => ({ itemId: (await findItem(runtime, roundId, 1)).id }),
    foreign: async (_place, { runtime, places }) => ({ itemId: (await findItem(runtime, places.final.roundId, 0)).id }),
  },
  // The error is found to be none: the code is checked once more.
  {
    thing: "routes/office/corrections refuse-correction",
    place: "complete",
    allowed: ["chief-judge", "supervisor"],
    body: async ({ roundId }, { runtime }) => ({
      correctionId: await findOpenCorrection(runtime, roundId),
      reason: "与原件一致",
    }),
  },
  {
    thing: "routes/office/recheck agrees",
    place: "complete",
    allowed: ["supervisor"],
    body: async ({ roundId }, { runtime }) => ({ itemId: (await findItem(runtime, roundId, 0)).id }),
  },
  { thing: "routes/office/unblinding request-unblinding", place: "complete", allowed: ["blinding-judge"], body: nothing },
  {
    thing: "routes/office/unblinding record-presence",
    place: "complete",
    allowed: ["blinding-judge", "supervisor"],
    body: () => ({ name: "王监察", duty: "纪检人员" }),
  },
  {
    thing: "routes/office/unblinding void-presence",
    place: "complete",
    allowed: ["blinding-judge", "supervisor"],
    body: async ({ roundId }, { runtime }) => ({ presenceId: await findPresence(runtime, roundId) }),
  },
  { thing: "routes/office/unblinding confirm-unblinding", place: "complete", allowed: ["supervisor"], body: nothing },
  {
    thing: "routes/office/results decide-tie",
    place: "complete",
    allowed: ["chief-judge"],
    // Its rules let equals share the place: there is nothing to decide.
    answer: "refused",
    body: ({ entryIds }) => ({ "entryId[]": entryIds, "order[]": entryIds.map((_, index) => String(index + 1)), reason: "裁定" }),
    foreign: (_place, { places }) => ({ "entryId[]": places.final.entryIds, "order[]": ["1", "2"], reason: "裁定" }),
  },
  { thing: "routes/office/results publish-on-site", place: "complete", allowed: OFFICE, body: nothing },
  {
    thing: "routes/delegation/appeals file-appeal",
    place: "complete",
    allowed: ["team-leader"],
    body: ({ roundId }) => ({ roundId, entryId: "", about: "result", occurredAt: "", statement: "请求复核" }),
    foreign: (_place, { places }) => ({
      roundId: places.final.roundId,
      entryId: "",
      about: "result",
      occurredAt: "",
      statement: "请求复核",
    }),
  },
  {
    thing: "routes/delegation/appeals withdraw-appeal",
    place: "complete",
    allowed: ["team-leader"],
    body: async ({ competitionId }, { runtime }) => ({ appealId: await findOpenCase(runtime, "appeal", competitionId) }),
    foreign: (_place, { places }) => ({ appealId: places.final.appeal }),
  },
  {
    thing: "routes/delegation/appeals file-appeal",
    place: "complete",
    allowed: ["team-leader"],
    body: ({ roundId, entryIds }) => ({
      roundId,
      entryId: entryIds[0] ?? "",
      about: "result",
      occurredAt: "",
      statement: "请求复核",
    }),
  },
  {
    thing: "routes/office/cases rule-on-case",
    place: "complete",
    allowed: ["arbitrator"],
    body: async ({ competitionId }, { runtime }) => ({
      kind: "appeal",
      caseId: await findOpenCase(runtime, "appeal", competitionId),
      outcome: "dismissed",
      reason: "经核查无误",
    }),
    foreign: (_place, { places }) => ({
      kind: "appeal",
      caseId: places.final.appeal,
      outcome: "upheld",
      reason: "经核查无误",
    }),
  },
  // These rules give no second instance.
  {
    thing: "routes/delegation/appeals appeal-ruling",
    place: "complete",
    allowed: ["team-leader"],
    answer: "refused",
    body: async ({ competitionId }, { runtime }) => ({
      appealId: (await runtime.database.read.appeal.findFirst({ where: { competitionId, ruling: { isNot: null } } }))?.id ?? "",
      statement: "不服裁决",
    }),
  },
  // Everyone who may prepares one: the first is applied and reversed, the others are dropped.
  {
    thing: "routes/office/rescore prepare-rescore-set",
    place: "complete",
    allowed: ["arbitrator", "chief-judge", ...OFFICE],
    body: ({ entryIds }) => ({
      rulingId: "",
      reason: "裁决更正",
      "entry[]": [entryIds[0] ?? ""],
      "fact[]": ["aspect A2.1"],
      "value[]": ["19.00"],
    }),
    foreign: (_place, { places }) => ({
      rulingId: "",
      reason: "裁决更正",
      "entry[]": [places.final.entryIds[0] ?? ""],
      "fact[]": ["aspect A2.1"],
      "value[]": ["19.00"],
    }),
  },
  {
    thing: "routes/office/rescore apply-rescore-set",
    place: "complete",
    allowed: ["supervisor", "arbitrator", ...OFFICE],
    body: async ({ roundId }, { runtime }) => ({ setId: await findSet(runtime, roundId, "prepared") }),
    foreign: () => ({ setId: "none" }),
  },
  {
    thing: "routes/office/rescore reverse-rescore-set",
    place: "complete",
    allowed: [...OFFICE, "arbitrator", "supervisor"],
    body: async ({ roundId }, { runtime }) => ({ setId: await findSet(runtime, roundId, "applied") }),
  },
  ...[1, 2, 3].map(
    (): IntentRow => ({
      thing: "routes/office/rescore drop-rescore-set",
      place: "complete",
      allowed: ["supervisor", "arbitrator", ...OFFICE],
      body: async ({ roundId }, { runtime }) => ({ setId: await findSet(runtime, roundId, "prepared") }),
    }),
  ),
  {
    thing: "routes/office/results settle-round",
    place: "complete",
    allowed: OFFICE,
    body: nothing,
    before: ({ advanceMinutes }) => advanceMinutes(120),
  },
  // A final is the last round: nobody goes on from it.
  {
    thing: "routes/office/results change-going-on",
    place: "complete",
    allowed: OFFICE,
    answer: "refused",
    body: nothing,
  },
  { thing: "routes/office/overview open-publicity", place: "complete", allowed: OFFICE, body: nothing },
  // Of one telephone three are let through in five minutes.
  {
    thing: "routes/public/objections file-objection",
    place: "complete",
    allowed: ACTORS,
    body: () => ({ eventId: "", name: "司马求真", telephone: "13801239999", statement: "请核查资格" }),
    foreign: (_place, { places }) => ({
      eventId: places.final.eventId,
      name: "司马求真",
      telephone: "13801238888",
      statement: "请核查资格",
    }),
  },
  {
    thing: "routes/public/objections look-up",
    place: "complete",
    allowed: ACTORS,
    body: async ({ competitionId }, { runtime }) => ({ code: await findObjectionCode(runtime, competitionId) }),
    foreign: async (_place, { runtime, places }) => ({ code: await findObjectionCode(runtime, places.final.competitionId) }),
  },
  {
    thing: "routes/public/objections withdraw-objection",
    place: "complete",
    allowed: ACTORS,
    body: async ({ competitionId }, { runtime }) => ({ code: await findObjectionCode(runtime, competitionId) }),
  },
  {
    thing: "routes/office/cases view-objector",
    place: "complete",
    allowed: ["organiser", "supervisor", "arbitrator"],
    body: async ({ competitionId }, { runtime }) => ({
      objectionId: await findOpenCase(runtime, "objection", competitionId),
    }),
    foreign: async (_place, { runtime, places }) => ({
      objectionId:
        (await runtime.database.read.objection.findFirst({ where: { competitionId: places.final.competitionId } }))?.id ?? "",
    }),
  },
  ...[1, 2].map(
    (): IntentRow => ({
      thing: "routes/office/cases rule-on-case",
      place: "complete",
      allowed: ["arbitrator"],
      body: async ({ competitionId }, { runtime }) => ({
        kind: "objection",
        caseId: await findOpenCase(runtime, "objection", competitionId),
        outcome: "dismissed",
        reason: "经核查无误",
      }),
    }),
  ),
  {
    // Not the one who opened the publicity.
    thing: "routes/office/overview finalise",
    place: "complete",
    allowed: ["administrator", "organiser"],
    body: () => ({ decisionNumber: "通技赛组发〔2026〕9号" }),
    before: ({ advanceMinutes }) => advanceMinutes(14 * 24 * 60),
  },
  {
    thing: "routes/office/overview reopen-results",
    place: "complete",
    allowed: OFFICE,
    body: () => ({ reason: "查实冒名顶替", reference: "通人社函〔2026〕12号" }),
  },
  {
    thing: "routes/office/advancement take-into-squad",
    place: "final",
    allowed: ["organiser", "administrator"],
    answer: "refused",
    body: () => ({}),
  },
  {
    thing: "routes/office/advancement select-advancement",
    place: "final",
    allowed: ["organiser", "administrator"],
    answer: "refused",
    body: () => ({}),
  },
  {
    thing: "routes/office/advancement confirm-advancement",
    place: "final",
    allowed: ["organiser", "administrator"],
    answer: "refused",
    body: () => ({}),
  },
  {
    thing: "routes/office/advancement decline-advancement",
    place: "final",
    allowed: ["organiser", "administrator"],
    answer: "refused",
    body: () => ({}),
  },
  {
    thing: "routes/office/advancement offer-places",
    place: "final",
    allowed: ["organiser", "administrator"],
    answer: "refused",
    body: () => ({}),
  },
];

/** The last entry of the round has not come yet. */
async function plantExpected(runtime: MatrixWorld["runtime"], { roundId, entryIds }: Place): Promise<void> {
  const entry = { roundId, entryId: entryIds[3] ?? "" };
  await plantRows(runtime, (tables) => tables.roundEntry.updateMany({ where: entry, data: { participation: "expected" } }));
}

/** The first bytes of a PNG file are enough to be taken for one. */
function scanOf(name: string): File {
  return new File([new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), name], name, { type: "image/png" });
}

/** Of one person of a recorded result. */
function toRecommendation(factId: string, memberId: string): Fields {
  return {
    honour: "national-technical-expert",
    entryId: "",
    factId,
    "members[]": [memberId],
    "chosen[]": [memberId],
    "residences[]": ["650000"],
    "employers[]": [""],
    "schools[]": [""],
    "trainers[]": [""],
    reason: "全国大赛第一名",
    reference: "新人社推〔2026〕1号",
    file: scanOf("evidence.png"),
  };
}

function markOf(formId: string, judge: string): object {
  const mark = {
    key: "01920000-0000-7000-8000-000000000001",
    formId,
    aspectId: "A2.1",
    value: 1890,
    scoreRound: 1,
    reason: null,
    enteredAt: "2026-11-20T06:30:00.000Z",
    replaces: null,
  };
  return { judge, device: "tablet", marks: [mark] };
}

const MARK_CONFLICT = "01920000-0000-7000-8000-000000000002";
const STANDING_MARK = "01920000-0000-7000-8000-000000000001";

/** A colleague's tablet sent another value for the aspect that was marked. */
async function plantMarkConflict({ runtime, places, userIds }: MatrixWorld): Promise<void> {
  const at = runtime.clock.now();
  const place = { formId: places.judging.form, aspectId: "A2.1", judgeId: userIds.get("marking-judge") ?? "", scoreRound: 1 };
  const stood = { standingKey: STANDING_MARK, standingValue: 1890, standingAt: at };
  await plantRows(runtime, async (tables) => {
    await tables.markConflict.create({
      data: { ...place, ...stood, key: MARK_CONFLICT, value: 1880, deviceId: "tablet-2", enteredAt: at, receivedAt: at },
    });
  });
}

/** A 2 by each judge of the form's panel, as its boxes are named. */
async function scoresOf({ database }: MatrixWorld["runtime"], formId: string): Promise<Fields> {
  const { panel } = await database.read.markingForm.findUniqueOrThrow({
    where: { id: formId },
    select: { panel: { select: { judges: { select: { judgeId: true } } } } },
  });
  return Object.fromEntries(panel.judges.map(({ judgeId }) => [`box A1.1 1 ${judgeId}`, "2"]));
}

type WorldRuntime = MatrixWorld["runtime"];

/** Every marking judge of the event on the first sub-criterion. */
async function listSeats({ database }: WorldRuntime, { eventId }: Place): Promise<string[]> {
  const grants = await database.read.roleGrant.findMany({
    where: { eventId, role: "marking-judge", revokedAt: null },
    orderBy: { id: "asc" },
  });
  return grants.map(({ userId }) => `A1 ${userId}`);
}

/** A unit that no entry is of. */
async function findNeutralUnit({ database }: WorldRuntime): Promise<string> {
  const members = await database.read.entryMember.findMany();
  const entered = members.flatMap(({ employerId, schoolId, trainingOrganisationId }) => [
    employerId,
    schoolId,
    trainingOrganisationId,
  ]);
  const ids = entered.filter((unit) => unit !== null);
  const unit = await database.read.organisation.findFirst({ where: { id: { notIn: ids } }, orderBy: { id: "asc" } });
  return unit?.id ?? "";
}

/** The judges of the round's panels. */
async function listMembers({ database }: WorldRuntime, { roundId }: Place): Promise<string[]> {
  const members = await database.read.panelJudge.findMany({ where: { panel: { roundId } }, orderBy: { judgeId: "asc" } });
  return [...new Set(members.map(({ judgeId }) => judgeId))];
}

async function findGrant({ database }: WorldRuntime, competitionId: string, userId = ""): Promise<string> {
  const grant = await database.read.roleGrant.findFirst({ where: { competitionId, userId, revokedAt: null } });
  return grant?.id ?? "none";
}

/** Computations that earlier rows ordered are done: while one waits, nothing is granted or paid. */
async function finishJobs({ runtime }: MatrixWorld): Promise<void> {
  const data = { status: "done", finishedAt: runtime.clock.now() };
  await plantRows(runtime, (tables) => tables.job.updateMany({ where: { finishedAt: null }, data }));
}

/** An item of a programme that began on the first of the month. */
async function plantItem(runtime: MatrixWorld["runtime"], competitionId: string): Promise<string> {
  const id = newId();
  const at = new Date("2026-11-01T01:00:00Z");
  await plantRows(runtime, (tables) =>
    tables.programmeItem.create({
      data: {
        ...{ id, competitionId, kind: "conference", title: "技能人才会议", titleEn: "Conference", place: id },
        ...{ startsAt: at, endsAt: new Date("2026-11-01T03:00:00Z"), createdById: "planted", createdAt: at },
      },
    }),
  );
  return id;
}

async function findOpenCase({ database }: WorldRuntime, kind: "appeal" | "objection", competitionId: string) {
  const where = { competitionId, withdrawnAt: null, ruling: { is: null } };
  const select = { id: true } as const;
  const found =
    kind === "appeal"
      ? await database.read.appeal.findFirst({ where, select })
      : await database.read.objection.findFirst({ where, orderBy: { id: "asc" }, select });
  return found?.id ?? "none";
}

async function findSet({ database }: WorldRuntime, roundId: string, status: string): Promise<string> {
  return (await database.read.rescoreSet.findFirst({ where: { roundId, status }, orderBy: { id: "asc" } }))?.id ?? "none";
}

async function findObjectionCode({ database }: WorldRuntime, competitionId: string): Promise<string> {
  return (await database.read.objection.findFirst({ where: { competitionId }, orderBy: { id: "asc" } }))?.code ?? "none";
}

/** Of the round's corrections that nothing has ended, the latest. */
async function findOpenCorrection({ database }: WorldRuntime, roundId: string): Promise<string> {
  const where = { form: { roundId }, refusedAt: null, closedAt: null };
  const correction = await database.read.correction.findFirst({ where, orderBy: { requestedAt: "desc" } });
  return correction?.id ?? "none";
}

/** Whom a payment list pays first. */
async function findPaid({ database }: WorldRuntime, listId: string): Promise<string> {
  const line = await database.read.paymentLine.findFirstOrThrow({
    where: { listId },
    select: { entitlement: { select: { recordedMember: { select: { personId: true } } } } },
  });
  return line.entitlement.recordedMember?.personId ?? "none";
}

/** What was proposed to claw back of an entitlement. */
/** Somebody of an earlier competition, who asks for nothing here. */
async function findBystander({ database }: WorldRuntime): Promise<string> {
  const where = { username: { startsWith: "earlier-" }, disabledAt: null };
  return (await database.read.user.findFirstOrThrow({ where, orderBy: { id: "asc" } })).id;
}

/** An account that nobody else's act is about. */
function plantStranger(runtime: WorldRuntime, isDisabled = false): Promise<string> {
  const id = newId();
  const createdAt = new Date(0);
  const data = { id, username: id, displayName: "路人", createdAt, disabledAt: isDisabled ? createdAt : null };
  return plantRows(runtime, async (tables) => {
    await tables.user.create({ data });
    return id;
  });
}

/** A role over the whole system that the bystander holds. */
async function plantWideGrant(runtime: WorldRuntime): Promise<string> {
  const userId = await findBystander(runtime);
  return plantRows(runtime, async (tables) => {
    const id = newId();
    await tables.roleGrant.create({ data: { id, userId, role: "treasurer", createdAt: new Date(0) } });
    return id;
  });
}

/** A series of the competition's tier, of which it is that edition, or none. */
function plantSeries(runtime: WorldRuntime, competitionId: string, edition: number | null = null): Promise<string> {
  return plantRows(runtime, async (tables) => {
    const { tier } = await tables.competition.findUniqueOrThrow({ where: { id: competitionId }, select: { tier: true } });
    const id = newId();
    await tables.competitionSeries.create({
      data: {
        id,
        name: `系列 ${id}`,
        nameEn: id,
        tier,
        sphere: "trade",
        regionCodes: ["110112"],
        createdById: "planted",
        createdAt: new Date(0),
      },
    });
    const seriesId = edition === null ? null : id;
    await tables.competition.update({ where: { id: competitionId }, data: { seriesId, edition } });
    return id;
  });
}

/** What is not given on that page, and not taken there. */
async function findAdministration({ database }: WorldRuntime): Promise<string> {
  const where = { role: "administrator", competitionId: null, revokedAt: null };
  return (await database.read.roleGrant.findFirstOrThrow({ where })).id;
}

async function findProposal({ database }: WorldRuntime, entitlementId: string): Promise<string> {
  const proposal = await database.read.ledgerEntry.findFirst({ where: { entitlementId, approvedAt: null, droppedAt: null } });
  return proposal?.id ?? "none";
}

/** An expense that somebody else proposed. */
function plantExpense(runtime: WorldRuntime): Promise<string> {
  return plantRows(runtime, async (tables) => {
    const id = newId();
    const said = { amountFen: 150_050, reason: "场地布置", reference: "合同 2026-7" };
    const recorded = { recordedById: "planted", recordedAt: new Date(0) };
    await tables.ledgerEntry.create({
      data: { id, kind: "expense", organisationId: "unit-bureau", year: 2026, ...said, ...recorded },
    });
    return id;
  });
}

/** Who was written down at the unblinding. */
async function findPresence({ database }: WorldRuntime, roundId: string): Promise<string> {
  return (await database.read.unblindingPresence.findFirstOrThrow({ where: { roundId, voidedAt: null } })).id;
}

/** A code of the recheck's sample, by its order, and one of its forms. */
async function findItem({ database }: WorldRuntime, roundId: string, index: number): Promise<{ id: string; formId: string }> {
  const items = await database.read.recheckItem.findMany({
    where: { roundId },
    orderBy: { subject: { code: "asc" } },
    select: { id: true, subject: { select: { forms: { take: 1, select: { id: true } } } } },
  });
  return { id: items[index]?.id ?? "none", formId: items[index]?.subject.forms[0]?.id ?? "none" };
}

/** A proposal of somebody else, the same one however often it is asked for. */
async function plantGradeMapping(runtime: WorldRuntime, competitionId: string, version: number): Promise<string> {
  const known = await runtime.database.read.gradeMapping.findFirst({ where: { competitionId, version } });
  if (known) return known.id;
  const id = newId();
  await plantRows(runtime, (tables) =>
    tables.gradeMapping.create({
      data: {
        ...{ id, competitionId, version, reference: "京竞组〔2026〕5号", content: { by: "place", lastPlaces: [1, 3, 6] } },
        ...{ proposedById: "somebody-else", proposedAt: runtime.clock.now() },
      },
    }),
  );
  return id;
}

/** What somebody asked of his own data himself. */
async function plantRequest({ runtime }: MatrixWorld, id: string, kind: string, personId: string): Promise<void> {
  const request = { id, kind, personId, state: "open", reason: "", requestedAt: runtime.clock.now() };
  await plantRows(runtime, (tables) => tables.dataRequest.create({ data: request }));
}

async function findDocument(runtime: WorldRuntime, entryId: string): Promise<string> {
  const { person } = await runtime.database.read.entryMember.findFirstOrThrow({
    where: { entryId },
    select: { person: { select: { sealed: true, key: { select: { wrapped: true } } } } },
  });
  return openPerson(runtime.keys, person)?.documentNumber ?? "";
}

async function findMember(runtime: MatrixWorld["runtime"], entryId: string): Promise<string> {
  return (await runtime.database.read.entryMember.findFirst({ where: { entryId } }))?.id ?? "";
}

async function findEntries({ database }: WorldRuntime, eventId: string, status: string): Promise<string[]> {
  const entries = await database.read.entry.findMany({ where: { eventId, status }, orderBy: { id: "asc" } });
  return entries.map(({ id }) => id);
}

/** Entries as a reviewer has them before him. */
async function findSeenEntries({ database }: WorldRuntime, eventId: string, status = "submitted"): Promise<string[]> {
  const entries = await database.read.entry.findMany({ where: { eventId, status }, orderBy: { id: "asc" } });
  return entries.map(({ id, updatedAt }) => `${id}@${updatedAt.toISOString()}`);
}

/** Theory marks of one entry, with the digest that the preview would answer. */
function marksFile(entrantNumber: string): { file: File; digest: string } {
  const text = `参赛号,成绩\n${entrantNumber},85.5\n`;
  return { file: new File([text], "theory.csv", { type: "text/csv" }), digest: sha256(text) };
}

function noteOf(entryId = "", key = ""): Fields {
  return { entryId, key, kind: "note", text: "设备正常" };
}

async function findNote({ database }: WorldRuntime, roundId: string): Promise<string> {
  const found = await database.read.hallRecord.findFirst({ where: { roundId, kind: "note" } });
  return found?.id ?? "none";
}

async function findImport({ database }: WorldRuntime, roundId: string): Promise<string> {
  const found = await database.read.componentImport.findFirst({ where: { roundId, droppedAt: null } });
  return found?.id ?? "none";
}

/** The draw in force of a round. */
async function findDraw({ roundId }: Place, { runtime }: MatrixWorld): Promise<string> {
  const draw = await runtime.database.read.draw.findFirst({ where: { roundId, supersededAt: null } });
  return draw?.id ?? "";
}

async function findNumber({ database }: WorldRuntime, entryId = ""): Promise<string> {
  const entry = await database.read.entry.findUnique({ where: { id: entryId } });
  return entry?.entrantNumber ?? "none";
}

/** The secrets that this person finds at this place; null when he is not admitted. */
export function secretsOf(row: ReadRow, actor: ActorName, place: PlaceName): readonly Secret[] | null {
  if (row.nothingAt?.includes(place)) return null;
  // The last line that names someone counts.
  const [, sees] = Object.entries(row.sees).findLast(([actors]) => actors.split(" ").includes(actor)) ?? [];
  if (sees === undefined) return null;
  const text = typeof sees === "string" ? sees : (sees[place] ?? "");
  return text.split(" ").filter((word) => word !== "") as Secret[];
}

/** What this actor may find at any address of the row's. */
export function listAllSecrets(row: ReadRow, actor: ActorName, places: readonly PlaceName[]): readonly Secret[] {
  const elsewhere = row.seesElsewhere?.[actor]?.split(" ") ?? [];
  return [...places.flatMap((place) => secretsOf(row, actor, place) ?? []), ...(elsewhere as Secret[])];
}

/** The acts on entitlements, the same within a competition and over all. */
function listEntitlementRows(
  where: "office" | "policy",
  allowed: readonly ActorName[],
  dividers: readonly ActorName[],
): readonly IntentRow[] {
  const row = (act: string, body: Fields): IntentRow => ({
    thing: `routes/${where}/entitlement ${act}`,
    place: "final",
    allowed,
    at: () => ({ owed: `${where}-${act}` }),
    body: () => body,
    before: finishJobs,
  });
  const reason = { reason: "材料已核对" };
  const batch = (act: string, more: Fields): IntentRow => ({
    thing: `routes/${where}/entitlements ${act}`,
    place: "final",
    allowed,
    body: () => ({ "entitlementIds[]": [`${where}-${act}`], ...more }),
    before: finishJobs,
    foreign: () => ({ "entitlementIds[]": ["no-such-entitlement"], ...more }),
  });
  return [
    batch("apply-entitlements", {}),
    batch("publicise-entitlements", { workingDays: "5" }),
    row("apply", {}),
    row("review", { amount: "" }),
    row("publicise", { workingDays: "5" }),
    row("refuse", reason),
    row("reopen", reason),
    row("keep", reason),
    row("close", reason),
    {
      ...row("divide", { method: "equal", reference: "全体队员签字的分配协议" }),
      allowed: [...allowed, ...dividers],
    },
  ];
}

/** The preview of a change of a document's figures, or of its file, and then its proposal; both of what counts now. */
function listPackRows(
  what: "figures" | "pack-file",
  pack: string,
  change: (basedOn: number, intent: string) => Fields,
): readonly IntentRow[] {
  const route = what === "figures" ? "routes/policy/pack-figures" : "routes/policy/pack-structure";
  const { version } = JSON.parse(readPackFile(pack)) as { version: number };
  return [`preview-${what}`, `propose-${what}`].map((intent) => {
    const body = (basedOn: number) => ({ basedOn: String(basedOn), reason: "按印发稿核改", ...change(version, intent) });
    return {
      thing: `${route} ${intent}`,
      place: "final",
      allowed: ["region-officer"],
      at: () => ({ pack }),
      body: () => body(version),
      foreign: () => body(version + 7),
    };
  });
}

const TRAVELLED_FILE = new File([JSON.stringify(generateDocument(1))], "travelled.json", { type: "application/json" });
const UNITS_FILE = new File(["单位全称,单位类型,所在地区\n新导入的单位,企业,110112\n"], "units.csv", { type: "text/csv" });

/** As the preview answers it. */
async function findUnitsDigest(runtime: WorldRuntime): Promise<string> {
  const bytes = new Uint8Array(await UNITS_FILE.arrayBuffer());
  const preview = await previewOrganisationFile(runtime, { fileName: UNITS_FILE.name, bytes });
  return preview.ok ? preview.value.digest : "";
}

/** Nothing names it. */
async function plantIdleUnit({ database }: WorldRuntime): Promise<void> {
  await database.write(async ({ tables, audit }) => {
    const facts = { name: "误添加的单位", nameEn: "Idle", kind: "enterprise", regionCode: "110112" };
    await tables.organisation.create({ data: { id: "unit-idle", ...facts } });
    await audit({ chain: "system", actorId: null, act: "plant", objectKind: "test", objectId: "unit-idle" });
    return allow(null);
  });
}
