/** Amounts in capitals (大写金额), as papers of payment carry them beside the figures. */
import Nzh from "nzh";
import { formatHundredths } from "#app/domain/shared/units.ts";

/**
 * Fen as 壹拾万元整, 壹元零伍分: 整 closes whole yuan, and jiao or fen close themselves (支付结算办法, 附件 1).
 * @throws RangeError for what is negative or no whole number
 */
export function writeCapitals(fen: number): string {
  if (fen < 0) throw new RangeError(`an amount in capitals is not negative, got ${fen}`);
  return Nzh.cn.toMoney(formatHundredths(fen).replace(/\.00$/, ""), { outSymbol: false });
}
