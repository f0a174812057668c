/** A field to sign on with finger, pen or mouse: strokes as points, drawn as lines, and sent as a hidden field. */
import { Eraser } from "lucide-react";
import { type PointerEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { SIGNATURE_HEIGHT, SIGNATURE_WIDTH, type Strokes } from "#app/domain/marking/hall-acts.ts";
import classes from "./signature.module.css";

/** A hand moves less than this between two points worth keeping. */
const LEAST_STEP = 3;

export function SignaturePad({ name, label, error }: { name: string; label: string; error?: string | undefined }) {
  const { t } = useTranslation("hallRecord");
  const field = useRef<SVGSVGElement>(null);
  const [strokes, setStrokes] = useState<number[][]>([]);
  const isDrawing = useRef(false);

  function pointOf({ clientX, clientY }: PointerEvent): readonly [number, number] {
    const box = field.current?.getBoundingClientRect();
    if (!box || box.width === 0 || box.height === 0) return [0, 0];
    const scale = (value: number, from: number, size: number, range: number) =>
      Math.min(range, Math.max(0, Math.round(((value - from) * range) / size)));
    return [scale(clientX, box.left, box.width, SIGNATURE_WIDTH), scale(clientY, box.top, box.height, SIGNATURE_HEIGHT)];
  }

  function begin(event: PointerEvent<SVGSVGElement>): void {
    event.currentTarget.setPointerCapture(event.pointerId);
    isDrawing.current = true;
    const point = pointOf(event);
    setStrokes((drawn) => [...drawn, [...point]]);
  }

  function go(event: PointerEvent<SVGSVGElement>): void {
    if (!isDrawing.current) return;
    const [x, y] = pointOf(event);
    setStrokes((drawn) => {
      const last = drawn.at(-1);
      if (!last) return drawn;
      const [lastX = 0, lastY = 0] = last.slice(-2);
      if (Math.abs(lastX - x) + Math.abs(lastY - y) < LEAST_STEP) return drawn;
      return [...drawn.slice(0, -1), [...last, x, y]];
    });
  }

  return (
    <div className={classes.pad}>
      <p className={classes.label}>{label}</p>
      <svg
        ref={field}
        className={classes.field}
        viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`}
        role="img"
        aria-label={label}
        onPointerDown={begin}
        onPointerMove={go}
        onPointerUp={() => {
          isDrawing.current = false;
        }}
        onPointerCancel={() => {
          isDrawing.current = false;
        }}
      >
        <Lines strokes={strokes} />
      </svg>
      <input type="hidden" name={name} value={strokes.length === 0 ? "" : JSON.stringify(strokes)} />
      {error && <p className={classes.error}>{error}</p>}
      <button type="button" className={classes.clear} onClick={() => setStrokes([])} disabled={strokes.length === 0}>
        <Eraser size={18} aria-hidden="true" />
        {t("signature.clear")}
      </button>
    </div>
  );
}

/** A signature as it was drawn. */
export function Signature({ strokes, label }: { strokes: Strokes; label: string }) {
  return (
    <svg className={classes.drawn} viewBox={`0 0 ${SIGNATURE_WIDTH} ${SIGNATURE_HEIGHT}`} role="img" aria-label={label}>
      <Lines strokes={strokes} />
    </svg>
  );
}

function Lines({ strokes }: { strokes: Strokes }) {
  return (
    <>
      {strokes.map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes have no other name, and are only added at the end.
        <polyline key={index} points={pairsOf(stroke)} className={classes.stroke} />
      ))}
    </>
  );
}

/** One point alone is drawn as the shortest line there is. */
function pairsOf(stroke: readonly number[]): string {
  const points = stroke.length === 2 ? [...stroke, (stroke[0] ?? 0) + 1, stroke[1] ?? 0] : stroke;
  return points.join(" ");
}
