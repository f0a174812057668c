/** All Chinese namespaces; English mirrors this list. */

import account from "./account.ts";
import api from "./api.ts";
import appeals from "./appeals.ts";
import attachmentBatch from "./attachment-batch.ts";
import banks from "./banks.ts";
import beneficiaries from "./beneficiaries.ts";
import blinding from "./blinding.ts";
import board from "./board.ts";
import boards from "./boards.ts";
import calendar from "./calendar.ts";
import carriers from "./carriers.ts";
import ceremony from "./ceremony.ts";
import certificate from "./certificate.ts";
import common from "./common.ts";
import competition from "./competition.ts";
import componentMarks from "./component-marks.ts";
import conflicts from "./conflicts.ts";
import dataRequests from "./data-requests.ts";
import desk from "./desk.ts";
import draw from "./draw.ts";
import entitlements from "./entitlements.ts";
import entry from "./entry.ts";
import explanation from "./explanation.ts";
import facts from "./facts.ts";
import grades from "./grades.ts";
import hallRecord from "./hall-record.ts";
import history from "./history.ts";
import honours from "./honours.ts";
import interchange from "./interchange.ts";
import keys from "./keys.ts";
import ladder from "./ladder.ts";
import marking from "./marking.ts";
import markingDesk from "./marking-desk.ts";
import messages from "./messages.ts";
import money from "./money.ts";
import organisation from "./organisation.ts";
import packs from "./packs.ts";
import panels from "./panels.ts";
import paper from "./paper.ts";
import papers from "./papers.ts";
import policy from "./policy.ts";
import policyOffice from "./policy-office.ts";
import preparation from "./preparation.ts";
import programme from "./programme.ts";
import promotions from "./promotions.ts";
import publicTexts from "./public.ts";
import recheck from "./recheck.ts";
import register from "./register.ts";
import registration from "./registration.ts";
import rescore from "./rescore.ts";
import results from "./results.ts";
import rounds from "./rounds.ts";
import rules from "./rules.ts";
import scheme from "./scheme.ts";
import specialAwards from "./special-awards.ts";
import tablet from "./tablet.ts";
import talentMap from "./talent-map.ts";
import targets from "./targets.ts";
import trial from "./trial.ts";
import venue from "./venue.ts";
import vocabulary from "./vocabulary.ts";

export default {
  marking: { ...marking, ...markingDesk, refusal: { ...markingDesk.refusal, ...marking.refusal } },
  results,
  scheme,
  specialAwards,
  preparation,
  programme,
  targets,
  rules,
  trial,
  venue,
  entry,
  dataRequests,
  rounds,
  draw,
  entitlements,
  grades,
  explanation,
  account,
  competition,
  componentMarks,
  hallRecord,
  organisation,
  registration,
  paper,
  papers,
  recheck,
  register,
  messages,
  money,
  packs,
  panels,
  conflicts,
  policy,
  policyOffice,
  facts,
  calendar,
  ceremony,
  desk,
  history,
  honours,
  carriers,
  promotions,
  interchange,
  keys,
  ladder,
  common: { ...common, vocabulary },
  certificate,
  beneficiaries,
  blinding,
  board,
  boards,
  attachmentBatch,
  banks,
  tablet,
  talentMap,
  rescore,
  api,
  appeals,
  public: publicTexts,
} as const;
