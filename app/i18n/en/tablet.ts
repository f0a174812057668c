/** The judge's tablet in English. */

import type { Same } from "../same.ts";
import type zh from "../zh-CN/tablet.ts";

export default {
  opening: { title: "Opening", status: "Judging tablet", hint: "Reading the forms that this device keeps." },
  turn: { change: "Change judge", end: "End your turn and hand the tablet to the next judge" },
  delivery: {
    all: "Everything has arrived",
    allAt: "Everything has arrived, {{time}}",
    offline: "offline",
    waiting_one: "{{count}} value is only on this device; it is sent when the network is back",
    waiting_other: "{{count}} values are only on this device; they are sent when the network is back",
    waitingHere_one: "{{count}} value has not arrived: do not close the page",
    waitingHere_other: "{{count}} values have not arrived: do not close the page",
    sessionOver_one: "{{count}} value is only on this device; sign in again to send it",
    sessionOver_other: "{{count}} values are only on this device; sign in again to send them",
  },
  fate: { waiting: "On this device only, to be sent", sending: "Being sent", arrived: "Arrived {{time}}" },
  refused: { title: "This value was not taken: {{value}}", read: "I have read it" },
  day: {
    loading: "Loading your forms",
    loadingHint: "Once they are here, you can mark without a network.",
    missing: "Your forms are not on this device yet",
    missingHint: "Open this page once with a network: the forms are then kept here.",
  },
  form: {
    missing: "Marking form",
    awaitDelivery: "Your part is done and waits to be sent",
    notYours: "{{name}} has no such form",
    notYoursHint: "It may be another judge's, or you may be recused.",
    notHere: "This form is not on this device",
    notHereHint: "Open it again with a network.",
  },
  judges: {
    title: "Who is marking",
    lead: "Choose your name and enter your PIN",
    desk: "My work",
    status: "Each judge uses his own PIN",
    offline: "No network; judges who have signed in here can go on",
    byPassword: "Sign in with a password",
    nobody: "No judge has signed in on this device yet",
    nobodyHint: "Scan the QR code that the chief judge gave you and enter your PIN, or sign in with your password.",
    waiting_one: "{{count}} value only here",
    waiting_other: "{{count}} values only here",
    nothingWaits: "Everything has arrived",
    sessionOver: "Sign in again",
    pin: "Your PIN",
    begin: "Begin",
    leave: "Leave this device",
    cannotLeave: "Something is only on this device; leave once it has arrived",
    more: "Several judges can share one tablet",
    moreHint: "Others join by scanning their own QR codes. What each has entered is sent whoever's turn it is.",
  },
  signIn: {
    title: "Sign in on this device",
    status: "Signing in needs the network",
    refused: "Not signed in",
    submit: "Sign in",
  },
  device: {
    insecure: "No encrypted connection (HTTPS): offline marking, camera and encryption are off",
    insecureHint:
      "You can mark while the network is there. A value is safe once it says “Arrived”; while the network is down, do not close or reload the page. Ask the organiser for HTTPS.",
    forgets: "Add this page to the home screen",
    forgetsHint:
      "An iPad clears the data of web pages that were not used for seven days, but not of those on the home screen. Tap Share, then Add to Home Screen.",
  },
} as const satisfies Same<typeof zh>;
