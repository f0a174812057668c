/** One value of one aspect by one judge, append-only: a correction is a further revision, never a change (DOMAIN 5). */

export type Revision = {
  /** Issued by the store; a higher one is later. */
  readonly sequence: number;
  readonly aspectId: string;
  readonly judgeId: string;
  /** Of a judgement, from 1; a measurement has only the first. */
  readonly scoreRound: number;
  /** Judgement: a score from 0 to 3. Measurement: what its way asks for (`MeasurementWay`). */
  readonly value: number;
};
