/** The texts of venue mode where no page of the app is: Chinese first, then English. */
import type { Entry } from "../entry.ts";

export type VenueWords = Awaited<ReturnType<Entry["openVenueWords"]>>;
