/** The thread of writes past Prisma, statement by statement. */
import { workerData } from "node:worker_threads";
import { answerCalls } from "./answer-calls.mjs";
import { openRowsCalls, toRowsFailure } from "./rows-calls.mjs";

answerCalls(openRowsCalls(workerData.url), toRowsFailure);
