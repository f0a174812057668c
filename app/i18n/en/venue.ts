/** Venue mode: how a tablet comes to trust this machine, on its page, on the page without a certificate and in the terminal. */
import type { Same } from "../same.ts";
import type zh from "../zh-CN/venue.ts";

export default {
  title: "Venue mode: connecting tablets",
  lead: "This machine serves HTTPS on the hall's local network. Each tablet installs the certificate once; then offline marking, the camera and encryption on the device work.",
  openSystem: "Open the system",
  openSystemText: "Scan this code with a tablet, sign in, and add the page to the home screen.",
  print: "Print the sheets for the wall (PDF)",
  offTitle: "Venue mode is off",
  offSecure: "The system is served over HTTPS already: tablets need no certificate and open the address below.",
  offInsecure:
    "This is not HTTPS: browsers allow no offline marking, no camera and no encryption on the device. Start the machine in the hall with npm start -- --venue.",
  insecure:
    "This page was not opened over HTTPS: offline marking, the camera and encryption on the device are off. Install the certificate first, then open the address of step two.",
  noNetwork: "This machine is in no local network. Connect it to the hall's network: the addresses here follow within a minute.",
  stepOne: "Step 1: install the certificate",
  stepOneText: "Scan this code with the tablet and follow the page. Once for each tablet.",
  stepTwo: "Step 2: open the system",
  stepTwoText: "When the certificate is installed, scan this code, sign in, and add the page to the home screen.",
  otherAddresses: "Other addresses of this machine",
  fingerprint: "Fingerprint of the certificate (SHA-256)",
  fingerprintText:
    "Compare it with what the tablet shows before you install. If they differ, do not install, and tell the organiser.",
  until: "The server's certificate ends",
  untilText: "It is renewed by itself before that and when the network changes; tablets need nothing new.",
  howTo: "How to install it on each kind of tablet",
  android: {
    name: "Android tablet (Chrome)",
    one: "Download the certificate.",
    two: "Open Settings → Security → Encryption & credentials → Install a certificate → CA certificate (names differ: search the settings for “CA certificate”).",
    three: "Choose “Install anyway” and pick skillladder-ca.crt, which you just downloaded.",
    four: "Go back to the browser and open the system.",
  },
  ipad: {
    name: "iPad",
    one: "Download the profile in Safari and choose “Allow”.",
    two: "Open Settings → General → VPN & Device Management and install the profile “SkillLadder venue”.",
    three: "Open Settings → General → About → Certificate Trust Settings and switch “SkillLadder venue” on.",
    four: "Go back to Safari, open the system and add it to the home screen: otherwise an iPad deletes offline data after seven days.",
  },
  windows: {
    name: "Windows (Edge, Chrome)",
    one: "Download the certificate, open it and choose “Install Certificate”.",
    two: "Choose “Current User”, then “Place all certificates in the following store”, “Browse”, “Trusted Root Certification Authorities”.",
    three: "Compare the fingerprint in the warning that follows and choose “Yes”.",
    four: "Open the browser again and go to the system.",
  },
  download: "Download the certificate (.crt)",
  downloadProfile: "Download the profile (iPad)",
  open: "The certificate is installed: open the system",
  limits:
    "This certificate holds for addresses of local networks only, and for no other site. It can be removed in the settings afterwards.",
  door: "This page serves to install the certificate, and nothing else.",
  terminal: {
    certificate: "1. Scan with the tablet to install the certificate:",
    system: "2. Then scan to open the system:",
    fingerprint: "Fingerprint of the certificate:",
    page: "To print (for organisers and administrators, signed in):",
  },
} satisfies Same<typeof zh>;
