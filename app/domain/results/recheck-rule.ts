/** How much of a round the supervision side checks after the marks were submitted (DOMAIN 5: recheck). */

export type RecheckRule = {
  /** All entries of these first places. */
  readonly topPlaces: number;
  /** At least this percentage of the rest, at random. */
  readonly percent: number;
  /** More errors than this percentage of those checked: everything. */
  readonly errorPercent: number;
};
