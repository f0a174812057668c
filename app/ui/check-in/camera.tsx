/** Reads badges with the device's camera: with the browser's own detector, else with one that is loaded then. */
import { Button } from "@mantine/core";
import { Camera, CameraOff } from "lucide-react";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Notice } from "../notice.tsx";
import classes from "./check-in.module.css";

type Detector = { detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]> };
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<readonly string[]> };
type State = "off" | "starting" | "on" | "insecure" | "refused" | "none" | "unable";
type Read = (video: HTMLVideoElement) => Promise<string | null>;

const LOOK_EVERY_MS = 150;
/** Pixels of the longer side: enough for a badge at arm's length, and little enough for a tablet. */
const LARGEST_SIDE = 1024;
/** The same badge held on is one reading. */
const SAME_BADGE_MS = 4_000;

export function BadgeCamera({ onRead }: { onRead: (text: string) => void }) {
  const { t } = useTranslation("registration");
  const [state, setState] = useState<State>("off");
  const video = useRef<HTMLVideoElement>(null);
  const stream = useRef<MediaStream | null>(null);
  const read = useRef(onRead);
  read.current = onRead;
  const stop = useCallback(() => {
    for (const track of stream.current?.getTracks() ?? []) track.stop();
    stream.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  useEffect(() => {
    if (state !== "on") return;
    let isOver = false;
    let last = { text: "", at: 0 };
    const look = async (find: Read) => {
      while (!isOver) {
        const text = video.current && (await find(video.current).catch(() => null));
        const now = performance.now();
        if (text && (text !== last.text || now - last.at > SAME_BADGE_MS) && !isOver) read.current(text);
        if (text) last = { text, at: now };
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    };
    void createReader()
      .catch(() => null)
      .then((find) => {
        if (find) return look(find);
        stop();
        setState("unable");
      });
    return () => {
      isOver = true;
    };
  }, [state, stop]);

  const start = async () => {
    if (!window.isSecureContext || !navigator.mediaDevices) return setState("insecure");
    setState("starting");
    try {
      stream.current = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
      if (video.current) {
        video.current.srcObject = stream.current;
        await video.current.play();
      }
      setState("on");
    } catch (error) {
      stop();
      setState(error instanceof DOMException && error.name === "NotAllowedError" ? "refused" : "none");
    }
  };
  const isRunning = state === "on" || state === "starting";
  return (
    <div className={classes.camera}>
      <Button
        type="button"
        variant="default"
        size="md"
        loading={state === "starting"}
        leftSection={isRunning ? <CameraOff size={20} aria-hidden="true" /> : <Camera size={20} aria-hidden="true" />}
        onClick={() => {
          if (!isRunning) return void start();
          stop();
          setState("off");
        }}
      >
        {isRunning ? t("checkIn.camera.stop") : t("checkIn.camera.start")}
      </Button>
      {state === "insecure" && <Notice tone="info">{t("checkIn.camera.insecure")}</Notice>}
      {state === "refused" && <Notice tone="act">{t("checkIn.camera.refused")}</Notice>}
      {state === "unable" && <Notice tone="info">{t("checkIn.camera.unable")}</Notice>}
      {state === "none" && <Notice tone="act">{t("checkIn.camera.none")}</Notice>}
      <video
        ref={video}
        className={classes.video}
        hidden={!isRunning}
        muted
        playsInline
        aria-label={t("checkIn.camera.picture")}
      />
    </div>
  );
}

/** Some browsers have no detector, some the class and nothing behind it. @returns null where no pixels can be read either */
async function createReader(): Promise<Read | null> {
  const Known = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const formats = (await Known?.getSupportedFormats().catch(() => [])) ?? [];
  if (!Known || !formats.includes("qr_code")) return createPixelReader();
  const detector = new Known({ formats: ["qr_code"] });
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
}

async function createPixelReader(): Promise<Read | null> {
  const { decodeBadge } = await import("./decode-badge.ts");
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (!context) return null;
  return async (video) => {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0 || videoHeight === 0) return null;
    const scale = Math.min(1, LARGEST_SIDE / Math.max(videoWidth, videoHeight));
    canvas.width = Math.round(videoWidth * scale);
    canvas.height = Math.round(videoHeight * scale);
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return decodeBadge(context.getImageData(0, 0, canvas.width, canvas.height));
  };
}
