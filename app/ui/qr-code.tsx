/** A QR code as a drawing; dark on white in light and dark alike, because some cameras read nothing else. */
import { useMemo } from "react";
import { encode } from "uqr";

export function QrCode({ text, label, size }: { text: string /** What scanning it leads to. */; label: string; size: string }) {
  const { path, width } = useMemo(() => {
    const { data, size: modules } = encode(text, { ecc: "M", border: 2 });
    const squares = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
    return { path: squares.join(""), width: modules };
  }, [text]);
  return (
    <svg viewBox={`0 0 ${width} ${width}`} width={size} height={size} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={width} height={width} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
